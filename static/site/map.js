/* The slider through the years. Moving it colours the map at once, out of what the page brought along; when it
   rests, the table and the rest of the words are fetched for that day, and the address says which day it is.
   Without this the same form asks for the page of the year. */

const told = JSON.parse(document.getElementById("map-told").textContent);
const slider = document.getElementById("map-year");
const dayField = document.getElementById("map-on");
const status = document.getElementById("map-status");
const links = [...document.querySelectorAll(".world a[data-code]")];
const REST = 250;

/* The period in force on a day for each partner: the last one begun, unless it has ended. */
function standing(day) {
    const held = new Map();
    for (const [code, since, until, level, words] of told.periods) {
        if (since <= day) held.set(code, { until, level, words });
    }
    for (const [code, { until }] of held) {
        if (until && until <= day) held.delete(code);
    }
    return held;
}

function words(link, period, kind) {
    const values = {
        name: link.dataset.name,
        state: link.dataset.state,
        level: period && told.levels[period.level].name,
        day: period?.words,
    };
    return told.sentences[kind].replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

function colour(day) {
    const held = standing(day);
    for (const link of links) {
        if (link.classList.contains("home")) continue;
        const own = held.get(link.dataset.code);
        const period = own ?? held.get(link.dataset.with);
        if (period) {
            link.setAttribute("fill", told.levels[period.level].colour);
            link.dataset.level = period.level;
        } else {
            link.removeAttribute("fill");
            delete link.dataset.level;
        }
        const kind = own ? "held" : period ? "held_with" : "none";
        link.querySelector("title").textContent = words(link, period, kind);
    }
    const counts = new Map();
    for (const { level } of held.values()) counts.set(String(level), (counts.get(String(level)) ?? 0) + 1);
    for (const rung of document.querySelectorAll(".map-legend [data-level].map-rung-key")) {
        rung.querySelector(".map-count").textContent = counts.get(rung.dataset.level) ?? 0;
    }
}

const endOf = (year) => (`${year}-12-31` < told.last ? `${year}-12-31` : told.last);
const addressOf = (day) => (day === told.last ? location.pathname : `${location.pathname}?on=${day}`);

let waiting;
let asking;

async function tell(day) {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(location.pathname, location.href);
    address.searchParams.set("on", day);
    address.searchParams.set("part", "day");
    try {
        const answer = await fetch(address, { signal: asking.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const id of ["map-heading", "map-legend", "map-facts"]) {
            document.getElementById(id).replaceWith(parts.getElementById(id));
        }
        document.querySelector(".map-error")?.remove();
        dayField.removeAttribute("aria-invalid");
        dayField.removeAttribute("aria-describedby");
        status.textContent = document.getElementById("map-table").textContent;
    } catch (reason) {
        if (reason.name !== "AbortError") status.textContent = status.dataset.failed;
    }
}

function move() {
    const day = endOf(slider.value);
    slider.form.querySelector(".map-year-now").textContent = slider.value;
    colour(day);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
        const address = addressOf(day);
        history.replaceState(history.state, "", address);
        dayField.value = day;
        for (const link of document.querySelectorAll(".languages a")) {
            link.search = address.split("?")[1] ?? "";
        }
        tell(day);
    }, REST);
}

slider.addEventListener("input", move);
slider.form.addEventListener("submit", (event) => event.preventDefault());
document.querySelector(".map").classList.add("moves");

/* A country that is reached by keyboard must be seen: where the chosen part of the world does not show it, the
   whole world does; and a ring and its words lie above all the marks under which a small one would be lost. */
const frame = document.querySelector(".map-frame");
const ring = document.createElement("span");
const said = document.createElement("p");
ring.className = "map-ring";
said.className = "map-said";
said.setAttribute("aria-hidden", "true");
ring.hidden = said.hidden = true;
frame.append(ring, said);

function surround(link) {
    const [around, box] = [frame.getBoundingClientRect(), link.getBoundingClientRect()];
    const [wide, high] = [Math.max(box.width + 8, 24), Math.max(box.height + 8, 24)];
    const [x, y] = [box.x + box.width / 2 - around.x, box.y + box.height / 2 - around.y];
    ring.style.inset = `${y - high / 2}px auto auto ${x - wide / 2}px`;
    ring.style.width = `${wide}px`;
    ring.style.height = `${high}px`;
    said.textContent = link.querySelector("title").textContent;
    said.classList.toggle("map-said-above", y > around.height / 2);
    ring.hidden = said.hidden = false;
}

frame.addEventListener("focusin", ({ target }) => {
    const around = frame.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const isSeen = x > around.left && x < around.right && y > around.top && y < around.bottom;
    if (!isSeen) document.getElementById("view-world").checked = true;
    if (target.matches(":focus-visible")) surround(target);
});
frame.addEventListener("focusout", () => {
    ring.hidden = said.hidden = true;
});
