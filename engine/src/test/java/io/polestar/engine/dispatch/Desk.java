package io.polestar.engine.dispatch;

import io.polestar.engine.alert.Transition;
import io.polestar.engine.alert.Transition.Flags;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dispatcher, what it is given and what it tells, without an engine. */
final class Desk {
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1m]
            northStar: orders
            dimensions:
              country: {property: country, bound: 100, labels: {en: Country}}
            metrics:
              orders: {owner: ann@example.com, unit: order, kind: count, event: order, by: [country]}
            alerts:
              loud: {metric: orders, window: 1m, each: country, above: 5, severity: critical, tags: {team: a}}
              soft: {metric: orders, window: 1m, each: country, above: 6, tags: {team: b}}
            channels:
              chat: {webhook: {url: "https://chat.example.com/", secret: env:A}}
              phone: {webhook: {url: "https://phone.example.com/", secret: env:A}}
              boss: {webhook: {url: "https://boss.example.com/", secret: env:A}}
              robot: {webhook: {url: "https://robot.example.com/", secret: env:A}, perMinute: 3}
            """;

    final Definition definition;
    final List<Message> told = new ArrayList<>();
    Dispatcher dispatcher;
    private long sequence = 100;
    private long number;
    long clock = 1_000_000;

    Desk(String routes) throws DefinitionException {
        definition = DefinitionReader.read(TREE + routes, "desk");
        dispatcher = new Dispatcher(definition, told::add);
    }

    /** Hands over a transition of an alert about a segment. */
    void step(String rule, String country, String episode, AlertState to, AlertReason reason, Flags flags) {
        dispatcher.accept(new Transition(
                ++number,
                rule,
                new Segment("country", country),
                episode,
                AlertState.INACTIVE,
                to,
                reason,
                false,
                flags,
                7,
                Double.NaN,
                5,
                clock,
                clock,
                clock,
                sequence,
                clock));
    }

    void fire(String rule, String country, String episode) {
        step(rule, country, episode, AlertState.FIRING, AlertReason.CONDITION, Flags.NONE);
    }

    void resolve(String rule, String country, String episode) {
        step(rule, country, episode, AlertState.RESOLVED, AlertReason.CONDITION, Flags.NONE);
    }

    /** What is due after some time. */
    List<Message> pass(long millis) {
        clock += millis;
        sequence++;
        int before = told.size();
        dispatcher.advance(clock, sequence);
        return List.copyOf(told.subList(before, told.size()));
    }

    /** Puts another dispatcher in the place of the one here, with what that saved. */
    void restart(@Nullable List<Message> elsewhere) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dispatcher.writeTo(new DataOutputStream(bytes));
        long hash = dispatcher.stateHash();
        List<Message> taker = elsewhere == null ? told : elsewhere;
        dispatcher = new Dispatcher(definition, taker::add);
        dispatcher.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        if (dispatcher.stateHash() != hash) {
            throw new AssertionError("what was read is not what was written");
        }
    }
}
