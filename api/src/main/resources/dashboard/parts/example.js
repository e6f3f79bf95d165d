import { store } from '../state/store.js';

/** A request to this server with an event that the tree's own definition counts. */
export function exampleRequest() {
    const { definition } = store.state;
    const metrics = definition?.metrics ?? [];
    const star = metrics.find((m) => m.id === definition?.northStar);
    const type = star?.event ?? metrics.find((m) => m.event)?.event ?? 'order';
    const data = star?.of && !['subject', 'source'].includes(star.of) ? { data: { [star.of]: `${star.of}-1` } } : {};
    const event = { type, source: 'shop', subject: 'customer-1', ...data };
    return `curl ${location.origin}/v1/events \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(event)}'`;
}
