"""Social cards: a picture for every page that is shared, with its title, one figure and the site's name."""
