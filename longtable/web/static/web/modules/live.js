// <lt-live>: the cockpit of a meeting. Every tap is kept on the phone first, then sent; it is sent
// again until the server has said that it is kept. The server counts each tap once, by its key.
const EVERY = 4000;
const A_MINUTE = 60_000;
const TAKEN_BACK = ["attend", "turn", "item", "outcome", "tension", "park"];

class Live extends HTMLElement {
  connectedCallback() {
    this.room = JSON.parse(this.querySelector("#live-state").textContent);
    this.name = `live:${this.dataset.taps}`;
    this.ahead = 0;
    const before = this.read(`${this.name}:room`);
    if (before && before.me === this.room.me && before.taps > this.room.taps) this.room = before;
    else this.ahead = Date.parse(this.room.now) - Date.now();
    this.phone = this.read(`${this.name}:phone`) || this.write(`${this.name}:phone`, key());
    this.addEventListener("submit", (event) => this.tapped(event));
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
    this.timer = setInterval(() => this.everySoOften(), EVERY);
    navigator.serviceWorker?.addEventListener("message", ({ data }) => this.kept(data.missing));
    this.draw();
    this.stay();
    this.send();
  }

  everySoOften() {
    this.send();
    if (!("stays" in this.dataset)) this.stay();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  // What waits on this phone: one entry a tap, so that two windows never write over each other.
  waiting() {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`${this.name}:tap:`))
      .map((name) => this.read(name))
      .filter(Boolean)
      .sort((one, other) => one.at.localeCompare(other.at));
  }

  // Whoever is about to write something down must not lose it to a page that comes anew.
  isWriting() {
    return Boolean(this.querySelector("details[name=capture][open]"));
  }

  mine() {
    return this.waiting().filter((tap) => tap.me === this.room.me && !tap.refused);
  }

  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  write(name, value) {
    localStorage.setItem(name, JSON.stringify(value));
    return value;
  }

  tapped(event) {
    const form = event.target;
    const content = Object.fromEntries(new FormData(form, event.submitter));
    const what = content.what;
    if (!what) return;
    for (const name of ["csrfmiddlewaretoken", "what", "key"]) delete content[name];
    const tap = { key: key(), what, content, at: new Date(Date.now() + this.ahead).toISOString(), me: this.room.me };
    try {
      this.write(`${this.name}:tap:${tap.key}`, tap);
    } catch {
      return; // The phone can't keep it: let the form itself go to the server.
    }
    event.preventDefault();
    form.querySelectorAll("textarea").forEach((field) => { field.value = ""; });
    form.closest("details[name]")?.removeAttribute("open");
    this.draw();
    this.send({ reload: "reload" in form.dataset });
  }

  async send({ reload = false } = {}) {
    if (this.sending) {
      this.again = true;
      this.reload = this.reload || reload;
      return;
    }
    this.sending = true;
    this.reload = this.reload || reload;
    try {
      await this.deliver();
    } catch {
      this.trouble = "away";
    }
    this.sending = false;
    this.draw();
    if (this.again) {
      this.again = false;
      this.send();
    } else if (this.reload && !this.trouble && !this.mine().length && !this.isWriting()) {
      this.reload = false;
      location.reload();
    }
  }

  async deliver() {
    const taps = this.mine().slice(0, 200);
    const body = JSON.stringify({ phone: this.phone, waiting: this.mine().length - taps.length, taps });
    let answer = await this.post(body);
    if (answer.status === 403 && (await this.refresh())) answer = await this.post(body);
    if (answer.type === "opaqueredirect") {
      this.trouble = "signedOut";
      return;
    }
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const said = await answer.json();
    for (const [tap, why] of Object.entries(said.answers)) this.heard(tap, why);
    this.take(said.room);
  }

  post(body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.room.token };
    return fetch(this.dataset.taps, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
  }

  async refresh() {
    const answer = await fetch(this.dataset.state, { redirect: "manual", credentials: "same-origin" });
    if (answer.type === "opaqueredirect") {
      this.trouble = "signedOut";
      return false;
    }
    if (!answer.ok) return false;
    this.take(await answer.json());
    return true;
  }

  heard(tap, why) {
    const name = `${this.name}:tap:${tap}`;
    const kept = this.read(name);
    if (why && kept) this.write(name, { ...kept, refused: why });
    else localStorage.removeItem(name);
  }

  take(room) {
    this.trouble = "";
    this.room = room;
    this.ahead = Date.parse(room.now) - Date.now();
    this.taken = Date.now();
    this.write(`${this.name}:room`, room);
    if (room.state === "closed" && !this.waiting().length) this.forget();
  }

  // Kept for a reload without a connection; the worker's reach ends with this page. It is asked again
  // for what it could not have, until that is nothing: a server can be busy, a net away for a moment.
  // On a slow net it is not asked twice at a time.
  async stay() {
    if (!("serviceWorker" in navigator) || this.room.state === "closed") return;
    if (Date.now() < (this.askedToKeep || 0) + A_MINUTE) return;
    this.askedToKeep = Date.now();
    try {
      await navigator.serviceWorker.register(this.dataset.worker);
      const ready = await navigator.serviceWorker.ready;
      const parts = performance.getEntriesByType("resource").map((one) => new URL(one.name));
      const ours = parts.filter((one) => one.origin === location.origin && /^\/(static|components)\//.test(one.pathname));
      ready.active.postMessage({ keep: this.missing || [location.pathname, ...new Set(ours.map(String))] });
    } catch {
      // Without a worker the page still works while it is open.
    }
  }

  kept(missing) {
    this.missing = missing;
    this.askedToKeep = 0;
    if (!missing.length) this.dataset.stays = "";
  }

  async forget() {
    localStorage.removeItem(`${this.name}:room`);
    const found = await navigator.serviceWorker?.getRegistration(this.dataset.worker);
    found?.active?.postMessage({ forget: true });
    await found?.unregister();
  }

  // The room as the server told it, with what waits on this phone done to it.
  now() {
    const room = structuredClone(this.room);
    const one = (list, pk) => list.find((row) => String(row.pk) === String(pk));
    for (const { key: name, what, content } of this.mine()) {
      const seat = one(room.seats, content.seat);
      if (what === "turn" && seat) seat.heard = true;
      if (what === "attend" && seat) Object.assign(seat, { who: content.who, remote: Boolean(content.remote) });
      if (what === "item") room.items.forEach((row) => { row.now = String(row.pk) === String(content.item); });
      if (what === "outcome") Object.assign(one(room.items, content.item) || {}, { outcome: content.outcome });
      if (what === "answer") room.messages = room.messages.filter((row) => String(row.pk) !== String(content.message));
      if (["decision", "promise", "tension", "park"].includes(what)) room.captured.push({ key: name, what, text: content.text });
      if (what === "undo") {
        room.captured = room.captured.filter((row) => row.key !== content.target);
        if (room.last === content.target) room.last = "";
      } else if (TAKEN_BACK.includes(what)) room.last = name;
    }
    return room;
  }

  draw() {
    const room = this.now();
    const item = room.items.find((row) => row.now);
    if (item) {
      this.say("title", item.title);
      this.say("purpose", item.purpose);
      this.say("question", item.question);
    }
    for (const row of room.seats) {
      const seat = this.querySelector(`[data-seat="${row.pk}"]`);
      seat?.toggleAttribute("data-heard", row.heard);
      seat?.toggleAttribute("data-away", !["principal", "alternate"].includes(row.who));
      this.querySelectorAll(`[data-here="${row.pk}"] button`).forEach((button) => {
        button.setAttribute("aria-pressed", String(button.value === row.who));
      });
    }
    for (const row of room.items) {
      const line = this.querySelector(`[data-item="${row.pk}"]`);
      line?.toggleAttribute("data-now", row.now);
      line?.setAttribute("data-outcome", row.outcome);
    }
    this.querySelectorAll("input[data-now]").forEach((field) => { field.value = item ? item.pk : ""; });
    const undo = this.querySelector("[data-part=undo]");
    undo.hidden = !room.last;
    undo.querySelector("[name=target]").value = room.last;
    this.drawHeard(room);
    this.drawLists(room);
    this.drawStatus();
  }

  drawHeard(room) {
    const here = room.seats.filter((row) => ["principal", "alternate"].includes(row.who));
    const unheard = here.filter((row) => !row.heard).map((row) => row.name);
    if (!here.length) return;
    this.say("unheard", unheard.length ? `${this.dataset.unheard} ${unheard.join(", ")}` : this.dataset.everyone);
  }

  drawLists(room) {
    const captured = this.querySelector("[data-part=captured]");
    captured?.replaceChildren(...room.captured.slice(-8).map((row) => line(row.text)));
    const messages = this.querySelector("ul[data-part=messages]");
    const shape = this.querySelector("template[data-part=message]");
    if (!messages || !shape || !room.messages.length) return;
    messages.replaceChildren(...room.messages.map((row) => {
      const made = shape.content.cloneNode(true);
      made.querySelector("[name=message]").value = row.pk;
      made.querySelector("p").textContent = [row.kind, row.name, row.text].filter(Boolean).join(" · ");
      return made;
    }));
  }

  drawStatus() {
    const status = this.querySelector("[data-part=status]");
    const all = this.waiting();
    const refused = all.filter((tap) => tap.refused);
    const others = all.filter((tap) => tap.me !== this.room.me);
    const words = [];
    if (this.trouble === "signedOut") words.push(`${this.dataset.signedOut} ${this.mine().length}.`);
    else if (this.trouble) words.push(`${this.dataset.away} ${this.mine().length}.`);
    else words.push(this.mine().length ? this.dataset.sending : this.dataset.kept);
    if (others.length) words.push(`${this.dataset.other} ${others.length}.`);
    for (const tap of refused) words.push(`${this.dataset.refused} ${tap.content.text || ""} ${tap.refused}`);
    const state = this.trouble || (refused.length ? "refused" : "kept");
    if (status.dataset.words === words.join("\n") && status.dataset.state === state) return;
    Object.assign(status.dataset, { words: words.join("\n"), state });
    status.replaceChildren(...words.map(paragraph));
    if (this.trouble === "signedOut") status.append(this.wayIn());
  }

  wayIn() {
    const link = document.createElement("a");
    link.href = `${this.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = this.dataset.signInWords;
    return link;
  }

  say(part, text) {
    const found = this.querySelector(`[data-part="${part}"]`);
    if (found && found.textContent !== text) found.textContent = text;
  }
}

function key() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function line(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

customElements.define("lt-live", Live);
