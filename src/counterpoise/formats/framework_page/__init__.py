"""Write the reference page of a framework: Markdown, and a picture of the steps of each matter."""

from counterpoise.formats.framework_page.page import Pages, pages

__all__ = ["Pages", "pages"]
