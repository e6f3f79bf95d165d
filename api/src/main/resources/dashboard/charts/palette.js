/** The page's colour tokens as a canvas understands them, for the theme of now. */

/** @typedef {(token: string) => string} Paint a token such as --accent to a colour */

/** @param {Element} host where the tokens are looked up @returns {Paint} */
export function palette(host) {
    /** @type {Map<string, string>} */
    const known = new Map();
    return (token) => {
        const found = known.get(token) ?? resolve(host, token);
        known.set(token, found);
        return found;
    };
}

/** light-dark() and var() are resolved by the browser only in a property that takes a colour. @param {Element} host @param {string} token */
function resolve(host, token) {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    host.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
}
