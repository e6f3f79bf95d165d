package io.polestar.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.util.SafeIterator;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPDeployment;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import io.polestar.bench.peer.Answers;
import io.polestar.bench.peer.Order;
import io.polestar.bench.peer.Orders;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module of Esper's, compiled once, through which streams go. Events are arrays of objects, Esper's fastest form; time comes with the
 * events, and nothing of Esper's runs in another thread. The module names its statements after dimensions and properties, and
 * they are asked at the end.
 */
final class EsperModule {
    private static final String[] NAMES = {
        "time", "pane", "country", "product", "channel", "user", "session", "device", "page", "city", "cents"
    };
    private final Configuration configuration = configuration();
    private final EPCompiled compiled;
    private final boolean endsWithNext;

    /**
     * @param epl over events of type {@code Purchase}
     * @param endsWithNext whether the last pane ends only when an event behind it comes, which is then sent and never counted
     */
    EsperModule(String epl, boolean endsWithNext) {
        this.endsWithNext = endsWithNext;
        try {
            compiled = EPCompilerProvider.getCompiler().compile(epl, new CompilerArguments(configuration));
        } catch (EPCompileException refused) {
            throw new IllegalArgumentException("Esper refuses the module " + epl, refused);
        }
    }

    /** Sends a stream through a runtime of its own. */
    Answers count(Orders orders) throws EPDeployException {
        EPRuntime runtime = EPRuntimeProvider.getRuntime("bench", configuration);
        runtime.initialize();
        try {
            EPDeployment deployment = runtime.getDeploymentService().deploy(compiled);
            EPEventService events = runtime.getEventService();
            for (Order order : orders.all()) {
                events.sendEventObjectArray(row(order, order.timeMillis()), "Purchase");
            }
            if (endsWithNext) {
                Order last = orders.all().get(orders.count() - 1);
                events.sendEventObjectArray(row(last, orders.endMillis()), "Purchase");
            }
            return answers(deployment);
        } finally {
            runtime.destroy();
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        Object[] types = new Object[NAMES.length];
        Arrays.fill(types, String.class);
        types[0] = long.class;
        types[1] = long.class;
        types[NAMES.length - 1] = long.class;
        configuration.getCommon().addEventType("Purchase", NAMES, types);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        configuration.getRuntime().getExecution().setPrioritized(false);
        return configuration;
    }

    private static Object[] row(Order order, long timeMillis) {
        long pane = timeMillis / Orders.PANE_MILLIS * Orders.PANE_MILLIS;
        return new Object[] {
            timeMillis,
            pane,
            order.country(),
            order.product(),
            order.channel(),
            order.user(),
            order.session(),
            order.device(),
            order.page(),
            order.city(),
            order.cents()
        };
    }

    private static Answers answers(EPDeployment deployment) {
        Answers answers = new Answers();
        for (Order.Property dimension : Order.DIMENSIONS) {
            try (Rows rows = new Rows(statement(deployment, dimension.name()))) {
                while (rows.next()) {
                    answers.cell(
                            dimension.name(), (String) rows.get("segment"), rows.number("n"), rows.number("cents"));
                }
            }
        }
        for (Order.Property property : Order.DISTINCT) {
            try (Rows rows = new Rows(statement(deployment, property.name()))) {
                while (rows.next()) {
                    answers.distinct(property.name(), rows.number("n"));
                }
            }
        }
        return answers;
    }

    private static EPStatement statement(EPDeployment deployment, String name) {
        return Arrays.stream(deployment.getStatements())
                .filter(statement -> statement.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a statement holds, row by row. */
    private static final class Rows implements AutoCloseable {
        private final SafeIterator<EventBean> rows;
        private @Nullable EventBean row;

        Rows(EPStatement statement) {
            rows = statement.safeIterator();
        }

        boolean next() {
            boolean more = rows.hasNext();
            row = more ? rows.next() : null;
            return more;
        }

        Object get(String column) {
            return Objects.requireNonNull(row).get(column);
        }

        long number(String column) {
            return ((Number) get(column)).longValue();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
