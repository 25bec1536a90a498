/* A story's photos, opened large one after the other. opening.js fetches this when somebody is about to.

   Nothing is fetched to learn what to show: each photo's sources, caption and credit stand in the story. What is open
   is kept in the history, so that "back" closes it and a reload opens it again. */

const SWIPE = 48;

const template = document.getElementById("open-large");
const links = [...document.querySelectorAll(".story a.photo-link")];
const dialog = document.importNode(template.content.querySelector("dialog"), true);
const part = (name) => dialog.querySelector(`.large-${name}`);
const [stage, count, caption, about] = ["stage", "count", "caption", "about"].map(part);
const [before, after] = ["before", "after"].map(part);
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
let shown = 0;
let opener;
/* That the history closed it. The event of closing comes later: by then a step forward may have opened it again. */
let leftByHistory = false;

/* What the story shows already stands behind until the larger file comes. */
function enlarged(link) {
    const stack = document.createElement("span");
    const picture = link.querySelector("picture").cloneNode(true);
    const image = picture.querySelector("img");
    const small = link.querySelector("picture img");
    const waiting = image.cloneNode();
    for (const name of ["srcset", "sizes", "loading", "fetchpriority"]) waiting.removeAttribute(name);
    waiting.alt = "";
    const pixels = link.querySelector(".placeholder")?.src;
    const isHere = small.complete && small.currentSrc;
    waiting.src = isHere || pixels || small.src;
    waiting.classList.toggle("placeholder", !isHere && Boolean(pixels));
    image.removeAttribute("loading");
    image.draggable = waiting.draggable = false;
    const tall = (100 * image.getAttribute("width")) / image.getAttribute("height");
    for (const sized of picture.querySelectorAll("[sizes]")) sized.sizes = `min(100vw, ${tall.toFixed(1)}vh)`;
    stack.append(waiting, picture);
    return stack;
}

function show(number) {
    shown = Math.min(Math.max(number, 0), links.length - 1);
    const link = links[shown];
    stage.replaceChildren(enlarged(link));
    const words = { number: shown + 1, total: links.length };
    count.textContent = links.length > 1 ? count.dataset.words.replace(/\{(\w+)\}/g, (gap, name) => words[name]) : "";
    const told = link.closest("figure").querySelector("figcaption");
    caption.replaceChildren(...(told ? told.cloneNode(true).childNodes : []));
    about.href = link.href;
    before.setAttribute("aria-disabled", shown === 0);
    after.setAttribute("aria-disabled", shown === links.length - 1);
    before.hidden = after.hidden = links.length === 1;
}

function move(number) {
    show(number);
    history.replaceState({ photo: shown }, "");
}

export function open(number) {
    opener = links[number];
    if (!dialog.isConnected) document.body.append(dialog);
    show(number);
    dialog.showModal();
}

const isOpen = (state) => Number.isInteger(state?.photo) && state.photo < links.length;

dialog.addEventListener("close", () => {
    opener.focus({ preventScroll: true });
    if (!leftByHistory && isOpen(history.state)) history.back();
    leftByHistory = false;
});

addEventListener("popstate", ({ state }) => {
    if (isOpen(state)) {
        if (!dialog.open) open(state.photo);
    } else if (dialog.open) {
        leftByHistory = true;
        dialog.close();
    }
});

part("close").addEventListener("click", () => dialog.close());
before.addEventListener("click", () => shown > 0 && move(shown - 1));
after.addEventListener("click", () => shown < links.length - 1 && move(shown + 1));

dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const where = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: links.length - 1 }[event.key];
    if (where === undefined) return;
    event.preventDefault();
    if (where !== shown && links[where]) move(where);
});

/* A swipe is one finger's. Two of them zoom, and what is zoomed is moved about: both are the browser's. */
const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
let touch;
let swiped = false;

visualViewport?.addEventListener("resize", () => dialog.classList.toggle("large-zoomed", isZoomed()));

function letGo() {
    touch = undefined;
    stage.style.translate = "";
}

stage.addEventListener("pointerdown", (event) => {
    swiped = false;
    touch = event.isPrimary && event.pointerType !== "mouse" && !isZoomed() ? event : undefined;
});
stage.addEventListener("pointermove", (event) => {
    if (touch && event.isPrimary && !stillness.matches) stage.style.translate = `${event.clientX - touch.clientX}px`;
});
stage.addEventListener("pointercancel", letGo);
stage.addEventListener("pointerup", (event) => {
    if (!touch || !event.isPrimary) return;
    const [across, along] = [event.clientX - touch.clientX, event.clientY - touch.clientY];
    letGo();
    swiped = Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(along);
    if (swiped && links[shown - Math.sign(across)]) move(shown - Math.sign(across));
});

/* Beside the picture is outside of it. An image's box may be wider than the picture that is seen in it. */
function isOnPicture({ clientX, clientY }) {
    const image = stage.querySelector("picture img");
    const box = image.getBoundingClientRect();
    const ratio = image.getAttribute("width") / image.getAttribute("height");
    const across = Math.abs(clientX - box.left - box.width / 2);
    const along = Math.abs(clientY - box.top - box.height / 2);
    return across <= Math.min(box.width, box.height * ratio) / 2 && along <= Math.min(box.height, box.width / ratio) / 2;
}

stage.addEventListener("click", (event) => {
    if (!swiped && !isOnPicture(event)) dialog.close();
});
