"""Views: what of a day a chart shows. Each makes a chart of what :class:`Facts` answer."""
