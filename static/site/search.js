/* The search box as a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): what is typed is completed by
   things to go to. Without this script, and while it waits, the box is an ordinary form.

   The input keeps the focus; the arrow keys choose, Enter goes to what is chosen or searches, Escape closes. */

const WAIT = 150;
const LEAST = 2;

function enhance(form, number) {
    const input = form.querySelector("input[type=search]");
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.id = `search-suggestions-${number}`;
    list.className = "search-suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.querySelector("label").textContent);
    said.className = "search-said";
    said.setAttribute("role", "status");
    form.append(list);
    // It says nothing to who does not search.
    input.addEventListener("focus", () => form.append(said), { once: true });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let timer;
    let asking;
    let chosen = -1;

    function close() {
        clearTimeout(timer);
        asking?.abort();
        list.hidden = true;
        chosen = -1;
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
        const options = [...list.children];
        options[chosen]?.setAttribute("aria-selected", "false");
        chosen = place;
        const option = options[place];
        if (option) {
            option.setAttribute("aria-selected", "true");
            option.scrollIntoView({ block: "nearest" });
            input.setAttribute("aria-activedescendant", option.id);
        } else {
            input.removeAttribute("aria-activedescendant");
        }
    }

    function show(suggestions) {
        list.replaceChildren(
            ...suggestions.map(({ title, lang, label, address }, place) => {
                const option = document.createElement("li");
                const name = document.createElement("span");
                const kind = document.createElement("small");
                option.id = `${list.id}-${place}`;
                option.setAttribute("role", "option");
                option.setAttribute("aria-selected", "false");
                option.dataset.address = address;
                name.textContent = title;
                if (lang) name.lang = lang;
                kind.textContent = label;
                option.append(name, " ", kind);
                return option;
            }),
        );
        chosen = -1;
        input.removeAttribute("aria-activedescendant");
        list.hidden = !suggestions.length;
        input.setAttribute("aria-expanded", String(!list.hidden));
        said.textContent = suggestions.length
            ? form.dataset.some.replace("{number}", suggestions.length)
            : form.dataset.none;
    }

    async function ask() {
        const typed = input.value.trim();
        asking?.abort();
        if (typed.length < LEAST) {
            close();
            return;
        }
        asking = new AbortController();
        try {
            const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
            const answer = await fetch(address, { signal: asking.signal });
            if (!answer.ok) return;
            const { suggestions } = await answer.json();
            if (document.activeElement === input && input.value.trim() === typed) show(suggestions);
        } catch (error) {
            // What was typed next, or no connection: the form works all the same.
            if (error.name !== "AbortError") close();
        }
    }

    input.addEventListener("input", (event) => {
        clearTimeout(timer);
        if (!event.isComposing) timer = setTimeout(ask, WAIT);
    });
    // Vietnamese is often typed by a method that composes.
    input.addEventListener("compositionend", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
        const last = list.children.length - 1;
        if (event.isComposing) return;
        if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            close();
        } else if (list.hidden) {
            if (event.key === "ArrowDown") ask();
        } else if (event.key === "ArrowDown") {
            event.preventDefault();
            choose(chosen === last ? -1 : chosen + 1);
        } else if (event.key === "ArrowUp") {
            event.preventDefault();
            choose(chosen === -1 ? last : chosen - 1);
        } else if (event.key === "Enter" && chosen >= 0) {
            event.preventDefault();
            location.assign(list.children[chosen].dataset.address);
        }
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // Before the input loses the focus.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) location.assign(option.dataset.address);
    });
}

document.querySelectorAll("form.search-box").forEach(enhance);
