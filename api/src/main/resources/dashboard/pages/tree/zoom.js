/** How large the tree is drawn: fitted to the page unless the reader chose otherwise. */

export const SMALLEST = 0.4;
export const LARGEST = 1.6;
const STEP = 1.15;

/** The zoom at which something so wide fits, never enlarged. @param {number} width @param {number} room */
export function fitting(width, room) {
    return Math.min(1, Math.max(SMALLEST, Math.floor((room / width) * 100) / 100));
}

/** One step in or out. @param {number} zoom @param {1 | -1} direction */
export function step(zoom, direction) {
    return Math.min(LARGEST, Math.max(SMALLEST, Math.round(zoom * STEP ** direction * 100) / 100));
}

/** Lets a box that is wider than its room be dragged by its ground. @param {HTMLElement} box what scrolls */
export function dragToPan(box) {
    box.addEventListener('pointerdown', (down) => {
        const target = /** @type {Element} */ (down.target);
        if (down.button !== 0 || down.pointerType === 'touch' || target.closest('a, button, input, .node, .tag')) return;
        const [left, top] = [box.scrollLeft, scrollY];
        /** @param {PointerEvent} move */
        const pan = (move) => {
            box.scrollLeft = left - (move.clientX - down.clientX);
            scrollTo(scrollX, top - (move.clientY - down.clientY));
        };
        const end = () => {
            box.classList.remove('is-panning');
            removeEventListener('pointermove', pan);
        };
        box.classList.add('is-panning');
        addEventListener('pointermove', pan);
        addEventListener('pointerup', end, { once: true });
        addEventListener('pointercancel', end, { once: true });
        down.preventDefault();
    });
}
