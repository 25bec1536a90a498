/* Passing a story on. Without this a link to a place on the page is a link, and the story goes by mail.

   With it they are copied: the whole story's address by a button, a place's by its own link. The device's own sheet
   opens where it has one. Nothing is sent anywhere. */

const bar = document.querySelector(".share");
const told = bar?.querySelector(".share-told");
const article = document.querySelector("article.story");

async function copy(address) {
    try {
        await navigator.clipboard.writeText(address);
    } catch {
        // Refused by the browser: the address stands in its bar all the same.
        return false;
    }
    return true;
}

if (bar) {
    const { address, title } = bar.dataset;
    const sheet = bar.querySelector(".share-sheet");
    const button = bar.querySelector(".share-copy");
    if (navigator.share) {
        sheet.hidden = false;
        // Whoever closes the sheet again has shared nothing, and no harm is done.
        sheet.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
    }
    if (navigator.clipboard) {
        button.hidden = false;
        button.addEventListener("click", async () => {
            if (await copy(address)) told.textContent = told.dataset.copied;
        });
    }
}

article?.addEventListener("click", async (event) => {
    const anchor = event.target.closest("a.anchor");
    if (!anchor || !navigator.clipboard || !(await copy(anchor.href))) return;
    anchor.classList.add("anchor-copied");
    setTimeout(() => anchor.classList.remove("anchor-copied"), 2000);
    if (!told) return;
    // A status that says the same again is not read out again.
    told.textContent = "";
    requestAnimationFrame(() => (told.textContent = told.dataset.copied));
});
