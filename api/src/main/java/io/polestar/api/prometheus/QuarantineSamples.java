package io.polestar.api.prometheus;

import io.polestar.ingest.quarantine.QuarantineCounts;

/** The quarantine as Prometheus samples. */
final class QuarantineSamples {
    private QuarantineSamples() {}

    static void writeTo(PrometheusText out, QuarantineCounts counts) {
        out.single("polestar_quarantine_events", "gauge", "Rejected events in the quarantine", counts.events());
        out.single("polestar_quarantine_bytes", "gauge", "Bytes of the quarantine", counts.bytes());
        out.single(
                "polestar_quarantine_added_total", "counter", "Events that came into the quarantine", counts.added());
        String left = "polestar_quarantine_left_total";
        out.family(left, "counter", "Events that left the quarantine, by how");
        out.sample(left, counts.resent(), "how", "resent");
        out.sample(left, counts.deleted(), "how", "deleted");
        out.sample(left, counts.pushedOut(), "how", "pushed-out");
        out.single(
                "polestar_quarantine_beyond_list_total",
                "counter",
                "Rejected events of bodies with so many that they were not kept",
                counts.beyondList());
        out.single(
                "polestar_quarantine_write_failures_total",
                "counter",
                "Times the disk did not take the quarantine's changes",
                counts.unwritten());
    }
}
