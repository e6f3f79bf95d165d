package io.polestar.engine.recovery;

import io.polestar.engine.Engine;
import io.polestar.engine.alert.Act;
import io.polestar.engine.tree.Matchers;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import java.util.Map;
import java.util.Random;

/** What happens in a shop over a while, by chance. */
final class Trade {
    private Trade() {}

    /** Sells unevenly, with pauses, and acts in between. */
    static int go(Shop shop, Engine engine, Random random, int from, int steps) throws Exception {
        int sold = from;
        for (int step = 0; step < steps; step++) {
            int more = random.nextInt(8);
            if (more > 0) {
                shop.sell(engine, sold, sold + more);
                sold += more;
            }
            shop.pass(engine, 300 + random.nextInt(random.nextInt(6) == 0 ? 50_000 : 4_000));
            act(shop, engine, random);
        }
        return sold;
    }

    private static void act(Shop shop, Engine engine, Random random) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> engine.act(new Act.Rearm("once", null));
            case 1 ->
                engine.act(new Act.Hush(
                        new Matchers(Map.of("rule", "g*")), shop.wall.get(), shop.wall.get() + 20_000, "ann", "quiet"));
            case 2 -> {
                for (AlertReading alert : engine.views().alerts().current()) {
                    if (alert.state() == AlertState.FIRING && alert.acknowledgement() == null) {
                        engine.act(new Act.Acknowledge(alert.episode(), "ann", "mine"));
                        return;
                    }
                }
            }
            case 3 -> engine.act(new Act.Annotate(shop.wall.get(), null, "something", "ann"));
            default -> {}
        }
    }
}
