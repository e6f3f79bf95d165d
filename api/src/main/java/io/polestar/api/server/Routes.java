package io.polestar.api.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.access.Gate;
import io.polestar.api.access.Role;
import io.polestar.api.access.SecurityHeaders;
import io.polestar.api.backend.Backend;
import io.polestar.api.channel.ChannelBoard;
import io.polestar.api.http.BacktestRoutes;
import io.polestar.api.http.ChannelRoutes;
import io.polestar.api.http.DefinitionRoutes;
import io.polestar.api.http.EventsRoute;
import io.polestar.api.http.ExplainRoutes;
import io.polestar.api.http.HealthRoutes;
import io.polestar.api.http.IngestCounters;
import io.polestar.api.http.OperationRoutes;
import io.polestar.api.http.QuarantineRoutes;
import io.polestar.api.http.ReadRoutes;
import io.polestar.api.live.Hub;
import io.polestar.api.live.LiveSocket;
import io.polestar.api.live.LiveStream;
import io.polestar.api.openapi.OpenApiRoute;
import io.polestar.api.prometheus.PrometheusRoute;
import io.polestar.api.prometheus.RouteLatencies;
import io.polestar.api.site.Site;
import io.polestar.ingest.quarantine.Quarantine;

/** Every route of the server, with the role it asks for. */
final class Routes {
    private final Gate gate;
    private final RouteLatencies latencies = new RouteLatencies();
    private final EventsRoute events;
    private final ReadRoutes reads;
    private final DefinitionRoutes definitions;
    private final QuarantineRoutes quarantined;
    private final ExplainRoutes explain;
    private final OperationRoutes operations;
    private final BacktestRoutes backtests;
    private final ChannelRoutes channels;
    private final HealthRoutes health;
    private final PrometheusRoute prometheus;
    private final LiveSocket liveSocket;
    private final LiveStream liveStream;

    Routes(Backend backend, ServerConfig config, Quarantine quarantine, ChannelBoard board, Gate gate, Hub hub) {
        IngestCounters counters = new IngestCounters();
        this.gate = gate;
        this.events = new EventsRoute(backend, config.limits(), config.acks(), config.threads(), counters, quarantine);
        this.quarantined = new QuarantineRoutes(backend, quarantine, config.limits(), config.acks());
        this.reads = new ReadRoutes(backend, config.readWaitMillis());
        this.definitions = new DefinitionRoutes(backend);
        this.explain = new ExplainRoutes(backend, reads);
        this.operations = new OperationRoutes(backend);
        this.backtests = new BacktestRoutes(backend);
        this.channels = new ChannelRoutes(board);
        this.health = new HealthRoutes(backend);
        this.prometheus = new PrometheusRoute(backend, counters, quarantine, board, hub, latencies);
        this.liveSocket = new LiveSocket(hub, gate, backend::definition);
        this.liveStream = new LiveStream(hub, backend::definition);
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::admit);
        routes.beforeMatched(gate::authorize);

        routes.post("/v1/events", timed("/v1/events", events), Role.INGEST);
        routes.get("/v1/quarantine", timed("/v1/quarantine", quarantined::list), Role.READ);
        routes.post("/v1/quarantine/resend", timed("/v1/quarantine/resend", quarantined::resend), Role.INGEST);
        routes.delete("/v1/quarantine/{id}", timed("/v1/quarantine/{id}", quarantined::delete), Role.EDIT);
        routes.get("/v1/definition", timed("/v1/definition", reads::definition), Role.READ);
        routes.put("/v1/definition", timed("/v1/definition", definitions::put), Role.EDIT);
        routes.get("/v1/definition/change", definitions::change, Role.READ);
        routes.get("/v1/definition/versions", definitions::versions, Role.READ);
        routes.get("/v1/definition/versions/{version}", definitions::version, Role.READ);
        routes.get("/v1/definition/diff", definitions::diff, Role.READ);
        routes.get("/v1/reconcile", definitions::reconcile, Role.READ);
        routes.post("/v1/reconcile", definitions::reconcileWith, Role.READ);
        routes.get("/v1/tree", timed("/v1/tree", reads::tree), Role.READ);
        routes.get("/v1/metrics/{id}", timed("/v1/metrics/{id}", reads::metric), Role.READ);
        routes.get("/v1/metrics/{id}/series", timed("/v1/metrics/{id}/series", reads::series), Role.READ);
        routes.get("/v1/explain/{id}", timed("/v1/explain/{id}", explain::explain), Role.READ);
        routes.post("/v1/what-if", timed("/v1/what-if", explain::whatIf), Role.READ);
        routes.get("/v1/metrics/{id}/cohorts", timed("/v1/metrics/{id}/cohorts", reads::cohorts), Role.READ);
        routes.get("/v1/forecast/{id}", timed("/v1/forecast/{id}", reads::forecast), Role.READ);
        routes.get("/v1/anomaly/{id}", timed("/v1/anomaly/{id}", reads::anomaly), Role.READ);
        routes.get("/v1/sources", timed("/v1/sources", reads::sources), Role.READ);
        routes.get("/v1/alerts", timed("/v1/alerts", reads::alerts), Role.READ);
        routes.post("/v1/alerts/{id}/ack", timed("/v1/alerts/{id}/ack", operations::acknowledge), Role.EDIT);
        routes.delete("/v1/alerts/{id}/ack", timed("/v1/alerts/{id}/ack", operations::unacknowledge), Role.EDIT);
        routes.post("/v1/rules/{id}/rearm", timed("/v1/rules/{id}/rearm", operations::rearm), Role.EDIT);
        routes.post("/v1/rules/backtest", backtests::run, Role.READ);
        routes.delete("/v1/rules/backtest", backtests::cancel, Role.EDIT);
        routes.get("/v1/silences", timed("/v1/silences", operations::silences), Role.READ);
        routes.post("/v1/silences", timed("/v1/silences", operations::silence), Role.EDIT);
        routes.delete("/v1/silences/{id}", timed("/v1/silences/{id}", operations::endSilence), Role.EDIT);
        routes.get("/v1/annotations", timed("/v1/annotations", operations::annotations), Role.READ);
        routes.post("/v1/annotations", timed("/v1/annotations", operations::annotate), Role.EDIT);
        routes.get("/v1/channels", timed("/v1/channels", channels::list), Role.READ);
        routes.post("/v1/channels/{id}/test", channels::test, Role.EDIT);
        routes.post("/v1/channels/{id}/resend", timed("/v1/channels/{id}/resend", channels::resend), Role.EDIT);
        routes.get("/metrics", prometheus, Role.READ);
        routes.get("/healthz", health::healthz, Role.OPEN);
        routes.get("/readyz", health::readyz, Role.OPEN);
        routes.get("/openapi.json", new OpenApiRoute(), Role.OPEN);

        routes.get("/v1/live", liveStream, Role.READ);
        routes.wsBeforeUpgrade("/v1/live", this::admitSocket);
        routes.ws("/v1/live", liveSocket::configure, Role.READ);

        Site site = new Site();
        routes.get("/", site, Role.OPEN);
        routes.get("/<path>", site, Role.OPEN);
        Failures.addTo(routes);
    }

    private Handler timed(String route, Handler handler) {
        return latencies.timed(route, handler);
    }

    private void admit(Context request) {
        SecurityHeaders.addTo(request.res());
        gate.admit(request);
    }

    private void admitSocket(Context upgrade) {
        upgrade.attribute(LiveSocket.ADMITTED, gate.admitWebSocket(upgrade));
    }
}
