package io.polestar.api.channel;

import io.polestar.api.channel.outbox.ChannelCounts;
import io.polestar.api.channel.outbox.Outbox;
import io.polestar.api.channel.outbox.ParkedParcel;
import io.polestar.api.channel.outgoing.AddressPolicy;
import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.Resolver;
import io.polestar.api.channel.outgoing.SecretStore;
import io.polestar.api.channel.outgoing.SmtpCaller;
import io.polestar.api.channel.sender.Outcome;
import io.polestar.api.channel.sender.Senders;
import io.polestar.api.channel.wording.Briefer;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.Channel.Language;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * All channels of a server: takes the engine's messages and delivers them. It follows the definition: a changed channel is served anew, and
 * what waits for one that is gone is set aside. Safe for any thread.
 */
public final class Channels implements ChannelBoard, MessageFeed.Taker, Closeable {
    private static final long END_MILLIS = 5_000;

    private final ChannelSettings settings;
    private final Supplier<List<Channel>> definition;
    private final Clock clock;
    private final Outbox outbox;
    private final SecretStore secrets;
    private final HttpCaller http;
    private final SmtpCaller smtp;
    private final Senders senders;
    private final Intake intake;
    private final Map<String, Channel> served = new HashMap<>();
    private final Map<String, DeliveryThread> threads = new HashMap<>();
    private long tests;

    /**
     * What channels use of the machine.
     *
     * @param clock tells the time
     * @param environment the value of an environment variable, or null
     * @param tls makes encrypted connections
     */
    public record Machine(Clock clock, UnaryOperator<@Nullable String> environment, SSLSocketFactory tls) {
        /** This one. */
        public static Machine real() {
            return new Machine(Clock.systemUTC(), System::getenv, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }
    }

    private Channels(
            ChannelSettings settings,
            Supplier<List<Channel>> definition,
            Briefer briefer,
            Machine machine,
            Outbox outbox) {
        this.settings = settings;
        this.definition = definition;
        this.clock = machine.clock();
        this.outbox = outbox;
        this.secrets = new SecretStore(machine.environment(), settings.secretFolders());
        Resolver resolver = new Resolver(new AddressPolicy(settings.allowed()));
        this.http = new HttpCaller(resolver, machine.tls(), settings.timeoutMillis());
        this.smtp = new SmtpCaller(resolver, settings.timeoutMillis());
        this.senders = new Senders(http, smtp, clock, settings.sayAgainMillis());
        this.intake = new Intake(outbox, briefer, this::language, clock, this::follow);
    }

    /**
     * Opens the outbox of a directory and goes on with what is in it.
     *
     * @param definition the channels in force
     * @throws IOException when the outbox cannot be read or written
     */
    public static Channels open(
            Path directory,
            ChannelSettings settings,
            Supplier<List<Channel>> definition,
            Briefer briefer,
            Machine machine)
            throws IOException {
        Outbox outbox = Outbox.open(directory, settings.limits(), machine.clock());
        Channels channels = new Channels(settings, definition, briefer, machine, outbox);
        channels.follow();
        channels.intake.start();
        return channels;
    }

    /**
     * Takes a message of the engine's; never waits. It is safe once {@link #takenSequence} has reached its sequence: until then the engine
     * has to give it again after a restart, as a replay does. One given again is sent once all the same.
     *
     * @return false when there is no room, and it must be offered again
     */
    @Override
    public boolean offer(Message message) {
        return intake.offer(message);
    }

    /** The highest journal sequence of all messages that are on disk, {@code Long.MIN_VALUE} before the first. */
    @Override
    public long takenSequence() {
        return outbox.takenSequence();
    }

    private Language language(String channel) {
        return find(channel).map(Channel::language).orElse(Language.EN);
    }

    private Optional<Channel> find(String id) {
        return definition.get().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Has every channel of the definition served as it says. */
    private synchronized void follow() {
        Map<String, Channel> wanted = new HashMap<>();
        definition.get().forEach(channel -> wanted.put(channel.id(), channel));
        for (String id : new TreeSet<>(served.keySet())) {
            Channel channel = wanted.get(id);
            if (channel == null) {
                end(id);
            } else if (!channel.equals(served.get(id))) {
                begin(channel, end(id));
            }
        }
        wanted.forEach((id, channel) -> {
            if (!served.containsKey(id)) {
                begin(channel, null);
            }
        });
        for (String id : outbox.channels()) {
            if (!wanted.containsKey(id)) {
                outbox.parkAll(id, "the definition has no such channel");
            }
        }
    }

    private void begin(Channel channel, @Nullable Thread before) {
        outbox.setPerMinute(channel.id(), channel.perMinute());
        Attempt attempt = new Attempt(senders.of(channel), secrets);
        DeliveryThread thread =
                new DeliveryThread(channel.id(), outbox, attempt, clock, settings.sayAgainMillis(), before);
        served.put(channel.id(), channel);
        threads.put(channel.id(), thread);
        thread.start();
    }

    private @Nullable Thread end(String id) {
        served.remove(id);
        DeliveryThread thread = threads.remove(id);
        if (thread != null) {
            thread.end();
        }
        return thread;
    }

    /** An attempt under way may last longer than anybody waits for it. */
    private static void await(Thread thread) {
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<ChannelStatus> status() {
        List<ChannelStatus> all = new ArrayList<>();
        Map<String, ChannelCounts> left = outbox.allCounts();
        for (Channel channel : definition.get()) {
            left.remove(channel.id());
            all.add(new ChannelStatus(channel.id(), channel, outbox.counts(channel.id())));
        }
        left.forEach((id, counts) -> all.add(new ChannelStatus(id, null, counts)));
        return all;
    }

    @Override
    public List<ParkedParcel> parked(String channel) {
        return outbox.parked(channel);
    }

    @Override
    public Optional<Outcome> test(String id) {
        return find(id).map(channel -> {
            long nowMillis = clock.millis();
            Message message = new Message(
                    "test-" + id + '-' + nowMillis + '-' + nextTest(),
                    id,
                    "test",
                    Message.Cause.TEST,
                    0,
                    nowMillis,
                    List.of());
            outbox.attempted(id);
            return new Attempt(senders.of(channel), secrets)
                    .make((sender, open) -> sender.send(new Parcel(message, List.of(), nowMillis), open));
        });
    }

    private synchronized long nextTest() {
        return tests++;
    }

    @Override
    public Optional<Integer> resend(String id) {
        return find(id).map(channel -> outbox.resend(id));
    }

    @Override
    public long bytes() {
        return outbox.bytes();
    }

    @Override
    public long unwritten() {
        return outbox.unwritten();
    }

    /** Takes what was offered, ends the attempts under way, and keeps the rest for the next start. */
    @Override
    public void close() throws IOException {
        intake.end();
        await(intake);
        outbox.stop();
        List<Thread> ending = new ArrayList<>();
        synchronized (this) {
            ending.addAll(threads.values());
        }
        ending.forEach(Channels::await);
        http.close();
        smtp.close();
        outbox.close();
    }
}
