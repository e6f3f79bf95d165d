package io.polestar.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.polestar.api.access.Gate;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Definition;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The WebSocket form of {@code /v1/live}: reads a client's operations and hands them to the hub. */
public final class LiveSocket {
    /** Set on the upgrade request by the gate: whether its token was good. */
    public static final String ADMITTED = "polestar.admitted";

    private static final String CONNECTION = "polestar.connection";
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Hub hub;
    private final Gate gate;
    private final Supplier<Definition> definition;

    /** The socket side of that hub. */
    public LiveSocket(Hub hub, Gate gate, Supplier<Definition> definition) {
        this.hub = hub;
        this.gate = gate;
        this.definition = definition;
    }

    /** Registers the handlers of one endpoint. */
    public void configure(WsConfig socket) {
        socket.onConnect(this::open);
        socket.onMessage(message -> receive(message, message.message()));
        socket.onClose(this::leave);
        socket.onError(error -> error.session.disconnect());
    }

    private void open(WsContext socket) {
        if (!hub.takePlace()) {
            socket.closeSession(
                    CloseStatus.TRY_AGAIN_LATER,
                    "the server holds at most " + hub.limits().subscribers() + " live connections");
            return;
        }
        socket.session.setIdleTimeout(IDLE);
        boolean admitted = Boolean.TRUE.equals(socket.attribute(ADMITTED));
        Connection connection = new Connection(hub.subscriber(new SocketOutlet(socket.session)), admitted);
        socket.attribute(CONNECTION, connection);
        hub.join(connection.subscriber, admitted);
    }

    private void receive(WsContext socket, String message) {
        Connection connection = socket.attribute(CONNECTION);
        if (connection == null) {
            return;
        }
        Subscriber subscriber = connection.subscriber;
        try {
            perform(connection, MAPPER.readTree(message));
        } catch (JsonProcessingException e) {
            refuse(connection, new ProblemException(Problems.invalid("a message must be a JSON object")));
        } catch (ProblemException e) {
            refuse(connection, e);
        }
        if (!connection.admitted) {
            subscriber.close(CloseStatus.POLICY, "a valid token is required");
        }
    }

    private void perform(Connection connection, JsonNode message) {
        admit(connection, message.path("token"));
        Subscriber subscriber = connection.subscriber;
        String operation = message.path("op").asText();
        switch (operation) {
            case "subscribe" -> hub.subscribe(subscriber, topics(message), resume(message.path("resume")));
            case "unsubscribe" -> hub.unsubscribe(subscriber, topics(message));
            case "ping" -> hub.ping(subscriber);
            default ->
                throw new ProblemException(
                        Problems.invalid("op must be subscribe, unsubscribe or ping, op=" + operation));
        }
    }

    private void admit(Connection connection, JsonNode token) {
        if (connection.admitted) {
            return;
        }
        if (!token.isTextual()) {
            throw new ProblemException(Problems.unauthorized("the first message must carry a token"));
        }
        gate.checkReader(token.textValue());
        connection.admitted = true;
        hub.admit(connection.subscriber);
    }

    private List<Topic> topics(JsonNode message) {
        return new TopicReader(definition.get()).read(message.path("topics"));
    }

    private static @Nullable Long resume(JsonNode resume) {
        if (resume.isMissingNode() || resume.isNull()) {
            return null;
        }
        if (!resume.canConvertToLong() || !resume.isIntegralNumber()) {
            throw new ProblemException(Problems.invalid("resume must be a sequence, resume=" + resume));
        }
        return resume.longValue();
    }

    private static void refuse(Connection connection, ProblemException refusal) {
        connection.subscriber.offerNotice(Messages.error(refusal.problem()));
    }

    private void leave(WsContext socket) {
        Connection connection = socket.attribute(CONNECTION);
        if (connection != null && !connection.left) {
            connection.left = true;
            hub.leave(connection.subscriber);
        }
    }

    /** One socket's state; its callbacks run one at a time. */
    private static final class Connection {
        private final Subscriber subscriber;
        private boolean admitted;
        private boolean left;

        Connection(Subscriber subscriber, boolean admitted) {
            this.subscriber = subscriber;
            this.admitted = admitted;
        }
    }
}
