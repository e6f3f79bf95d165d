package io.polestar.peers;

import static com.hazelcast.jet.aggregate.AggregateOperations.allOf;
import static com.hazelcast.jet.aggregate.AggregateOperations.counting;
import static com.hazelcast.jet.aggregate.AggregateOperations.summingLong;
import static com.hazelcast.jet.pipeline.WindowDefinition.sliding;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.datamodel.Tuple2;
import com.hazelcast.jet.datamodel.WindowResult;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.StreamStage;
import io.polestar.bench.peer.Answers;
import io.polestar.bench.peer.Order;
import io.polestar.bench.peer.Orders;
import io.polestar.bench.peer.Peer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast Jet in one member: sliding windows of a minute that move a second at a time. Every window of every segment is handed to a
 * sink, as Jet does; distinct values are counted in a map that is added to and taken from, so that a window is not built anew each
 * second.
 */
public final class JetPeer implements Peer {
    private static final int SOURCE_CHUNK = 1_024;

    private @Nullable HazelcastInstance member;

    @Override
    public String name() {
        return "Hazelcast Jet";
    }

    @Override
    public String work() {
        return "5.7, one member with a worker for each core; eight sliding windows of 60 s by 1 s: allOf(counting, summingLong) keyed by"
                + " segment, and counts of values with combine and deduct; every window's result goes to a sink; time ends with the last answer";
    }

    @Override
    public int events(int usual) {
        return usual / 2;
    }

    @Override
    public void open() {
        Config config = new Config();
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getJetConfig().setEnabled(true);
        config.getNetworkConfig().setPort(7180).setPortCount(10);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        member = Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public Answers count(Orders orders) throws InterruptedException {
        HazelcastInstance running = member;
        if (running == null) {
            throw new IllegalStateException("open comes before count");
        }
        Feed feed = Feed.begin(orders, orders.expected().given());
        Job job = running.getJet().newJob(pipeline());
        Answers answers = feed.answers();
        job.cancel();
        return answers;
    }

    private static Pipeline pipeline() {
        Pipeline pipeline = Pipeline.create();
        StreamStage<Order> orders = pipeline.readFrom(source()).addTimestamps(Order::timeMillis, 0);
        cells(orders, "country");
        cells(orders, "product");
        cells(orders, "channel");
        distinct(orders, "user");
        distinct(orders, "session");
        distinct(orders, "device");
        distinct(orders, "page");
        distinct(orders, "city");
        return pipeline;
    }

    private static BatchSource<Order> source() {
        return SourceBuilder.batch("orders", context -> Feed.iterator())
                .<Order>fillBufferFn((iterator, buffer) -> fill(iterator, buffer))
                .build();
    }

    private static void fill(Iterator<Order> orders, SourceBuilder.SourceBuffer<Order> buffer) {
        for (int index = 0; index < SOURCE_CHUNK && orders.hasNext(); index++) {
            buffer.add(orders.next());
        }
        if (!orders.hasNext()) {
            buffer.close();
        }
    }

    private static void cells(StreamStage<Order> orders, String dimension) {
        Sink<KeyedWindowResult<String, Tuple2<Long, Long>>> sink = SinkBuilder.sinkBuilder(
                        dimension, context -> dimension)
                .<KeyedWindowResult<String, Tuple2<Long, Long>>>receiveFn((name, result) -> Feed.cell(
                        result.end(),
                        name,
                        result.key(),
                        result.result().f0(),
                        result.result().f1()))
                .preferredLocalParallelism(1)
                .build();
        orders.groupingKey(order -> value(order, dimension))
                .window(sliding(Orders.WINDOW_MILLIS, Orders.PANE_MILLIS))
                .aggregate(allOf(counting(), summingLong(Order::cents)))
                .writeTo(sink);
    }

    private static void distinct(StreamStage<Order> orders, String property) {
        Sink<WindowResult<Integer>> sink = SinkBuilder.sinkBuilder(property, context -> property)
                .<WindowResult<Integer>>receiveFn((name, result) -> Feed.distinct(result.end(), name, result.result()))
                .preferredLocalParallelism(1)
                .build();
        orders.window(sliding(Orders.WINDOW_MILLIS, Orders.PANE_MILLIS))
                .aggregate(different(property))
                .writeTo(sink);
    }

    private static AggregateOperation1<Order, Map<String, Integer>, Integer> different(String property) {
        return AggregateOperation.withCreate(() -> (Map<String, Integer>) new HashMap<String, Integer>())
                .andAccumulate((Map<String, Integer> counts, Order order) ->
                        counts.merge(value(order, property), 1, Integer::sum))
                .andCombine((counts, others) ->
                        others.forEach((value, number) -> counts.merge(value, number, Integer::sum)))
                .andDeduct((counts, others) -> others.forEach((value, number) ->
                        counts.computeIfPresent(value, (same, held) -> held.equals(number) ? null : held - number)))
                .andExportFinish(Map::size);
    }

    private static String value(Order order, String property) {
        return switch (property) {
            case "country" -> order.country();
            case "product" -> order.product();
            case "channel" -> order.channel();
            case "user" -> order.user();
            case "session" -> order.session();
            case "device" -> order.device();
            case "page" -> order.page();
            case "city" -> order.city();
            default -> throw new IllegalArgumentException("orders have no such property, property=" + property);
        };
    }

    @Override
    public void close() {
        HazelcastInstance running = member;
        if (running != null) {
            running.shutdown();
        }
    }
}
