"""How somebody uses a page: by tapping, by clicking, or by the keyboard alone.

The three do the same; a keyboard reaches a control only as a person does, by Tab and arrows.
"""

import datetime as dt
import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS, TABS_AT_ONCE = 400, 10
PATIENCE = 40_000  # milliseconds
# Whether a control has the focus. Until then Tab is pressed a few times between two looks, and
# where it has the focus before the last of them, the page does not get the rest.
_ARRIVED = """e => {
  const isHere = () => e === document.activeElement
    || (e.type === 'radio' && document.activeElement.name === e.name
        && document.activeElement.form === e.form);
  globalThis.arriving?.abort();
  if (isHere()) return true;
  globalThis.arriving = new AbortController();
  const stay = (event) => {
    if (event.key !== 'Tab' || !isHere()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', stay, { capture: true, signal: arriving.signal });
  return false;
}"""


@dataclass
class Hand:
    """Somebody at a screen: they find what they use by the words that they read."""

    page: Page
    site: str

    def __post_init__(self) -> None:
        """Be patient: a machine that runs other tests as well answers slowly."""
        self.page.set_default_timeout(PATIENCE)

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.site + path)

    def sign_in(self, who: str, password: str) -> None:
        """Sign in by password."""
        self.open("/accounts/login/")
        self.write(self.page.locator("[name=login]"), f"{who}@example.org")
        self.write(self.page.locator("[name=password]"), password)
        self.use(self.page.locator("main form button").first)
        self.page.wait_for_url(f"{self.site}/")

    def read(self) -> str:
        """Return the words of the page, on one line."""
        return " ".join(self.page.inner_text("main").split())

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of this name in the page, or in its head."""
        self._go(self.seen("link", name))

    def press(self, name: str | re.Pattern[str], *, then: str = "") -> None:
        """Press a button; what is said `then` has to stand on the page that follows."""
        self._go(self.seen("button", name))
        for _look in range(PATIENCE // 100):
            if then in self.read():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"“{then}” never stood on {self.page.url}: {self.read()[:900]}")

    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""
        summary = self.page.locator("main summary", has_text=words).first
        if not summary.evaluate("e => e.parentElement.open"):
            self.use(summary)

    def fill(self, label: str, text: object) -> None:
        """Write into the field under this label."""
        self.write(self._field(label), text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        field = self._field(label)
        self._select(field, option)
        chosen = field.evaluate("e => e.selectedOptions[0].label.trim()")
        assert chosen == option, (label, chosen, option)

    def tick(self, label: str) -> None:
        """Tick a box, or choose one of several."""
        field = self._field(label)
        self._check(field)
        assert field.is_checked(), label

    def seen(self, role: str, name: str | re.Pattern[str]) -> Locator:
        """Return the first control of this name in the page, or in its head."""
        exact = isinstance(name, str)
        inside = self.page.locator("main").get_by_role(role, name=name, exact=exact)
        found = inside if inside.count() else self.page.get_by_role(role, name=name, exact=exact)
        assert found.count(), f"no {role} “{name}” on {self.page.url}: {self.read()[:900]}"
        return found.first

    def _field(self, label: str) -> Locator:
        found = self.page.locator("main").get_by_label(label, exact=True)
        if not found.count():
            found = self.page.locator("main").get_by_label(label)
        assert found.count(), f"no field “{label}” on {self.page.url}: {self.read()[:900]}"
        return found.first

    def _go(self, control: Locator) -> None:
        with self.page.expect_navigation(timeout=PATIENCE):
            self.use(control)

    def use(self, control: Locator) -> None:
        """Use a control."""
        control.click()

    def write(self, field: Locator, text: object) -> None:
        """Write into a field, instead of what stands there."""
        field.fill(text.strftime("%H:%M") if isinstance(text, dt.time) else str(text))

    def _select(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def _check(self, field: Locator) -> None:
        field.check()


class Thumb(Hand):
    """A thumb on a phone: what it taps has to be large enough, and nothing may lie over it."""

    def use(self, control: Locator) -> None:
        control.tap()


class Keys(Hand):
    """The keyboard alone."""

    def _reach(self, control: Locator) -> None:
        wanted = control.element_handle()
        for _look in range(MOST_TABS // TABS_AT_ONCE + 1):
            if wanted.evaluate(_ARRIVED):
                return
            for _tab in range(TABS_AT_ONCE):
                self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted.inner_text()!r}")

    def use(self, control: Locator) -> None:
        self._reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: object) -> None:
        self._reach(field)
        if isinstance(text, dt.date):
            self.page.keyboard.type(text.strftime("%m%d%Y"))
            return
        if isinstance(text, dt.time):
            self.page.keyboard.type(text.strftime("%I%M%p"))
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(str(text))

    def _select(self, field: Locator, option: str) -> None:
        self._reach(field)
        self.page.keyboard.type(option)

    def _check(self, field: Locator) -> None:
        self._reach(field)
        if field.get_attribute("type") != "radio":
            if not field.is_checked():
                self.page.keyboard.press("Space")
            return
        self.page.keyboard.press("Space")
        for _arrow in range(20):
            if field.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
