/* Opens a story's photos large. What that takes is fetched when somebody points at a photo or reaches it by keyboard:
   most readers never open one. Without this, or when it cannot be fetched, a photo leads to its own page, and it still
   does when it is opened in a tab of its own. */

const { script, style } = document.getElementById("open-large").dataset;
const links = [...document.querySelectorAll(".story a.photo-link")];
let fetched;

function styled() {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const loaded = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
    document.head.append(sheet);
    return loaded;
}

function large() {
    fetched ??= Promise.all([import(script), styled()]).then(([lightbox]) => lightbox);
    return fetched;
}

links.forEach((link, number) => {
    const soon = () => large().catch(() => {});
    link.addEventListener("pointerenter", soon, { once: true });
    link.addEventListener("focus", soon, { once: true });
    link.addEventListener("click", async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        try {
            const lightbox = await large();
            history.pushState({ photo: number }, "");
            lightbox.open(number);
        } catch {
            location.assign(link.href);
        }
    });
});

const wasOpen = history.state?.photo;
if (Number.isInteger(wasOpen) && wasOpen < links.length) large().then((lightbox) => lightbox.open(wasOpen));
