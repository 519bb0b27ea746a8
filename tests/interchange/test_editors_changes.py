"""What editors changed since the last load is kept, unless it is to be replaced."""

from pathlib import Path

from wagtail.models import ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from datastory.interchange.export import export
from datastory.ledger.models import Check, Figure, Receipt, Source
from datastory.stories.models import ArticlePage, ChapterPage, HomePage, Term
from datastory.timeline.models import Event

from .conftest import BAKERY
from .editing import draft, publish, richly, through_the_editor
from .folders import contents, edit, load_folder


def names(things: object) -> list[str]:
    return [str(thing) for thing in things]  # type: ignore[attr-defined]


def test_a_published_change_is_kept_and_named(bakery: None, files: Path) -> None:
    publish(Figure.objects.get(slug="founded"), label="The first loaf")
    edit(files, "ledger/figures.csv", "Bakery founded", "Bakery started")
    report = load_folder(files)
    assert names(report.kept) == ["figure founded"]
    assert Figure.objects.get(slug="founded").label == "The first loaf"


def test_it_is_kept_where_something_that_is_changed_refers_to_it(bakery: None, files: Path) -> None:
    publish(Figure.objects.get(slug="delivery-time"), label="The night")
    edit(files, "chapters/03-overnight.yaml", "title: Overnight", "title: By night")
    report = load_folder(files)
    assert names(report.kept) == ["figure delivery-time"]
    assert Figure.objects.get(slug="delivery-time").label == "The night"


def test_replace_undoes_it(bakery: None, tmp_path: Path) -> None:
    publish(Figure.objects.get(slug="founded"), label="The first loaf")
    publish(ChapterPage.objects.get(slug="overnight"), title="Over night")
    report = load_folder(BAKERY, replace=True)
    assert names(report.changed) == ["figure founded", "chapter overnight"]
    export(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(BAKERY)


def test_what_is_kept_once_is_kept_again(bakery: None) -> None:
    publish(ChapterPage.objects.get(slug="overnight"), title="Over night")
    assert names(load_folder(BAKERY).kept) == names(load_folder(BAKERY).kept) == ["chapter overnight"]


def test_the_same_change_in_the_files_ends_the_difference(bakery: None, files: Path) -> None:
    publish(ChapterPage.objects.get(slug="overnight"), title="Over night")
    edit(files, "chapters/03-overnight.yaml", "title: Overnight", "title: Over night")
    assert load_folder(files).kept == []
    edit(files, "chapters/03-overnight.yaml", "title: Over night", "title: By night")
    assert names(load_folder(files).changed) == ["chapter overnight"]


def test_opening_and_saving_a_page_is_no_change(bakery: None) -> None:
    chapter = ChapterPage.objects.get(slug="a-loaf-by-post")
    body = [
        {**block, "value": through_the_editor(block["value"])} if block["type"] == "prose" else block
        for block in chapter.body.raw_data
    ]
    assert body != list(chapter.body.raw_data)  # there are keys of blocks now
    publish(chapter, body=body)
    assert load_folder(BAKERY).kept == []


def test_a_draft_is_no_change_and_stays_a_draft(bakery: None, files: Path) -> None:
    draft(ChapterPage.objects.get(slug="overnight"), title="A draft")
    draft(Term.objects.get(slug="churn"), term="A draft")
    edit(files, "chapters/03-overnight.yaml", "title: Overnight", "title: By night")
    edit(files, "glossary.csv", "churn,Churn", "churn,Churning")
    assert names(load_folder(files).changed) == ["term churn", "chapter overnight"]
    chapter, term = ChapterPage.objects.get(slug="overnight"), Term.objects.get(slug="churn")
    assert (chapter.title, term.term) == ("By night", "Churning")
    assert chapter.get_latest_revision_as_object().title == "A draft"
    assert term.get_latest_revision_as_object().term == "A draft"
    assert (chapter.draft_title, chapter.latest_revision.content["title"]) == ("A draft", "A draft")
    assert chapter.has_unpublished_changes and term.has_unpublished_changes


def test_the_editor_opens_what_was_loaded_last(bakery: None, files: Path) -> None:
    publish(Term.objects.get(slug="churn"), term="Leaving")
    edit(files, "glossary.csv", "churn,Churn", "churn,Churning")
    load_folder(files, replace=True)
    assert Term.objects.get(slug="churn").get_latest_revision_as_object().term == "Churning"
    assert list(Term.objects.get(slug="churn").see.values_list("slug", flat=True)) == ["subscription"]


def test_what_was_withdrawn_stays_withdrawn_until_it_is_replaced(bakery: None) -> None:
    Event.objects.get(slug="lean-years").unpublish()
    ArticlePage.objects.get(slug="about").unpublish()
    assert names(load_folder(BAKERY).kept) == ["event lean-years", "article about"]
    assert not Event.objects.get(slug="lean-years").live
    load_folder(BAKERY, replace=True)
    assert Event.objects.get(slug="lean-years").live
    assert ArticlePage.objects.get(slug="about").live
    assert not ArticlePage.objects.get(slug="about").has_unpublished_changes


def test_what_was_deleted_stays_deleted(bakery: None) -> None:
    Check.objects.get(slug="rye-is-most").delete()
    assert names(load_folder(BAKERY).kept) == ["check rye-is-most"]
    assert not Check.objects.filter(slug="rye-is-most").exists()


def test_what_was_deleted_is_made_again_where_something_new_needs_it(bakery: None, files: Path) -> None:
    Term.objects.get(slug="crumb-structure").delete()
    edit(files, "glossary.csv", "stops it. Here:", "stops it. Now:")
    edit(files, "glossary.csv", ",churn\n", ",churn; crumb-structure\n")
    report = load_folder(files)
    assert names(report.made) == ["term crumb-structure"]
    assert report.kept == []


def test_what_an_editor_made_is_left_alone(bakery: None) -> None:
    home = HomePage.objects.get()
    page = ArticlePage(title="New", slug="new", search_description="A page that an editor made in the administration.")
    home.add_child(instance=page)
    report = load_folder(BAKERY)
    assert names(report.alone) == ["article new"]
    assert ArticlePage.objects.get(slug="new").live


def test_replace_removes_what_is_not_in_the_files(bakery: None, files: Path) -> None:
    home = HomePage.objects.get()
    home.add_child(
        instance=ArticlePage(
            title="New", slug="new", search_description="A page that an editor made in the administration."
        )
    )
    text = (files / "glossary.csv").read_text()
    (files / "glossary.csv").write_text(
        "".join(line for line in text.splitlines(True) if not line.startswith("crumb-"))
    )
    report = load_folder(files, replace=True)
    assert report.removed == ["article new: removed", "term crumb-structure: removed"]
    assert not ArticlePage.objects.filter(slug="new").exists()


def test_replace_removes_what_only_refers_to_one_another(bakery: None) -> None:
    home, described = HomePage.objects.get(), "A page that an editor made in the administration."
    pages = [ArticlePage(title=slug, slug=slug, search_description=described) for slug in ("one", "two")]
    for page in pages:
        home.add_child(instance=page)
    for page, other in (pages, reversed(pages)):
        publish(page, body=[richly(f'<a linktype="page" id="{other.pk}">the other</a>')])
    assert load_folder(BAKERY, replace=True).removed == ["article two: removed", "article one: removed"]


def test_replace_withdraws_what_something_still_refers_to(bakery: None) -> None:
    source = Source.objects.create(slug="hearsay", kind="press", title="Hearsay")
    event = Event.objects.get(slug="lean-years")
    Event(
        slug="rumour", date="2020", category="firm", title="A rumour", source=source, locator="p. 1", live=False
    ).save()
    report = load_folder(BAKERY, replace=True)
    assert report.removed == ["source hearsay: unpublished, because something refers to it"]
    assert event.live and not Source.objects.get(slug="hearsay").live


def test_an_order_changed_by_an_editor_is_kept(bakery: None) -> None:
    chapters = {page.slug: page for page in ChapterPage.objects.all()}
    chapters["overnight"].move(chapters["a-loaf-by-post"], "left")
    assert names(load_folder(BAKERY).kept) == ["order chapters"]
    load_folder(BAKERY, replace=True)
    assert [p.slug for p in ChapterPage.objects.order_by("path")] == [
        "a-loaf-by-post",
        "the-bill-of-flour",
        "overnight",
    ]


def test_an_order_changed_in_the_files_is_followed(bakery: None, files: Path) -> None:
    (files / "chapters/03-overnight.yaml").rename(files / "chapters/00-overnight.yaml")
    edit(files, "story.yaml", "slug: about\n  in_menu: true", "slug: about")
    report = load_folder(files)
    assert names(report.changed) == ["order chapters", "order pages"]
    assert ChapterPage.objects.order_by("path")[0].slug == "overnight"
    about = ArticlePage.objects.get(slug="about")
    assert not about.show_in_menus
    assert not about.get_latest_revision_as_object().show_in_menus


def test_a_new_chapter_takes_its_place(bakery: None, files: Path) -> None:
    text = (files / "chapters/03-overnight.yaml").read_text().replace("slug: overnight", "slug: by-day")
    (files / "chapters/04-overnight.yaml").write_text((files / "chapters/03-overnight.yaml").read_text())
    (files / "chapters/03-overnight.yaml").unlink()
    (files / "chapters/03-by-day.yaml").write_text(text)
    load_folder(files)
    slugs = [page.slug for page in ChapterPage.objects.order_by("path")]
    assert slugs == ["a-loaf-by-post", "the-bill-of-flour", "by-day", "overnight"]


def test_readings_follow_their_file_and_keep_their_ids(bakery: None, files: Path) -> None:
    figure = Figure.objects.get(slug="subscribers-2023")
    before = {r.source.slug: r.pk for r in figure.readings.all()}
    text = (files / "ledger/readings.csv").read_text()
    told = next(line for line in text.splitlines(True) if line.startswith("subscribers-2023,essay"))
    (files / "ledger/readings.csv").write_text(text.replace(told, told.replace("2E+4", "3E+4")))
    load_folder(files)
    after = {r.source.slug: r.pk for r in Figure.objects.get(pk=figure.pk).readings.all()}
    assert after == before
    assert Receipt.objects.get(figure=figure).data["told"]["compact"] == "over 30,000"


def test_indexes_know_what_was_loaded(bakery: None) -> None:
    figure = Figure.objects.get(slug="ovens-first-day")
    users = {r.object_id for r in ReferenceIndex.get_references_to(figure)}
    assert str(ChapterPage.objects.get(slug="a-loaf-by-post").pk) in users
    assert ReferenceIndex.get_references_to(Source.objects.get(slug="gazette")).exists()
    assert [f.slug for f in get_search_backend().search("letter box", Figure)] == ["delivery-time"]
    assert [p.slug for p in ChapterPage.objects.search("caraway")] == ["a-loaf-by-post"]


def test_a_page_has_one_revision_of_its_load(bakery: None) -> None:
    for chapter in ChapterPage.objects.all():
        assert Revision.objects.for_instance(chapter).count() == 1
        assert chapter.live and not chapter.has_unpublished_changes and chapter.first_published_at


def test_a_change_of_rich_text_is_exported_as_files_have_it(bakery: None, tmp_path: Path) -> None:
    chapter = ChapterPage.objects.get(slug="overnight")
    figure = Figure.objects.get(slug="delivery-time")
    number = f'<embed embedtype="figure" id="{figure.pk}" form="bare" reading="told"/>'
    publish(chapter, body=[*chapter.body.raw_data, richly(f"R&amp;D’s [[not one]] {number} &lt; <i>x</i>")])
    export(tmp_path / "out")
    text = (tmp_path / "out/chapters/03-overnight.yaml").read_text()
    assert "<p>R&amp;D’s &#91;[not one]] [[delivery-time|told|bare]] &lt; <i>x</i></p>" in text
