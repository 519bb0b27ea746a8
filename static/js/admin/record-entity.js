// Inline entities of the rich-text editor that point at an entry of the record: a figure, a term.
// The administration exposes React, DraftJS, draftail and its chooser as globals, so nothing is built.
(() => {
  const { React, DraftJS } = window;

  class EntrySource extends React.Component {
    componentDidMount() {
      const { entityType, entity, onComplete, onClose } = this.props;
      this.onHidden = () => onClose();
      window.jQuery(document.body).on("hidden.bs.modal", this.onHidden);
      window.ModalWorkflow({
        url: entityType.chooserUrl,
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: {
          chosen: (item) => {
            const { editorState } = this.props;  // as it is now: a slash command has been taken out meanwhile
            const isFigure = entityType.type === "FIGURE";
            const kept = entity ? entity.getData() : {};
            const data = { ...kept, id: String(item.id), label: item.string };
            const content = editorState.getCurrentContent().createEntity(
              entityType.type, isFigure ? "IMMUTABLE" : "MUTABLE", data);
            const key = content.getLastCreatedEntityKey();
            const selection = editorState.getSelection();
            // a figure puts its own text in; a term keeps the words that were selected
            const next = isFigure || selection.isCollapsed()
              ? DraftJS.Modifier.replaceText(content, selection, item.string.split(/[:(]/)[0].trim(), null, key)
              : DraftJS.Modifier.applyEntity(content, selection, key);
            onComplete(DraftJS.EditorState.push(editorState, next, "apply-entity"));
          },
        },
      });
    }
    componentWillUnmount() { window.jQuery(document.body).off("hidden.bs.modal", this.onHidden); }
    render() { return null; }
  }

  const Entry = ({ entityKey, contentState, children }) => {
    const { id, label, form, reading } = contentState.getEntity(entityKey).getData();
    const title = [label || `#${id}`, form, reading].filter(Boolean).join(", ");
    return React.createElement("span", { title, className: "Draftail-Token record-entity" }, children);
  };

  for (const type of ["FIGURE", "TERM"]) {
    window.draftail.registerPlugin({ type, source: EntrySource, decorator: Entry }, "entityTypes");
  }
})();
