package io.polestar.peers;

import com.espertech.esper.runtime.client.EPDeployException;
import io.polestar.bench.peer.Answers;
import io.polestar.bench.peer.Order;
import io.polestar.bench.peer.Orders;
import io.polestar.bench.peer.Peer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Esper with one statement, or two, for each dimension and each property that is counted distinct. */
abstract class EsperPeer implements Peer {
    private @Nullable EsperModule module;

    /** EPL that counts and sums the segments {@code %1$s} of events of type {@code Purchase} under that name. */
    abstract String cells();

    /** EPL that counts the different {@code %1$s}. */
    abstract String different();

    /** Whether the last pane ends only when an event behind it comes. */
    abstract boolean endsWithNext();

    @Override
    public void open() {
        module = new EsperModule(each(Order.DIMENSIONS, cells()) + each(Order.DISTINCT, different()), endsWithNext());
    }

    private static String each(List<Order.Property> properties, String epl) {
        StringBuilder statements = new StringBuilder();
        properties.forEach(property -> statements.append(epl.formatted(property.name())));
        return statements.toString();
    }

    @Override
    public Answers count(Orders orders) throws EPDeployException {
        return Objects.requireNonNull(module, "open comes before count").count(orders);
    }
}
