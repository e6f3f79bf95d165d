package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of transitions in docs/alerts.md, row by row. A path is what a rule above 10 that clears at 8 sees, second by second: h holds,
 * b between, c ceased, n nothing, s silent sources, e cannot be computed.
 */
class AlertStateTest {
    @ParameterizedTest(name = "{0} with {1} ends {2}")
    @CsvSource({
        "'', 0/0, INACTIVE",
        "c, 0/0, INACTIVE",
        "b, 0/0, INACTIVE",
        "n, 0/0, INACTIVE",
        "h, 0/0, FIRING",
        "h, 2/0, PENDING",
        "hh, 2/0, PENDING",
        "hhh, 2/0, FIRING",
        "hb, 2/0, INACTIVE",
        "hc, 2/0, INACTIVE",
        "hn, 2/0, INACTIVE",
        "hs, 2/0, NO_DATA",
        "hsh, 2/0, PENDING",
        "he, 2/0, ERROR",
        "hec, 2/0, INACTIVE",
        "hb, 0/0, FIRING",
        "hn, 0/0, FIRING",
        "hc, 0/0, RESOLVED",
        "hc, 0/2, RECOVERING",
        "hcb, 0/2, RECOVERING",
        "hcbc, 0/2, RESOLVED",
        "hch, 0/2, FIRING",
        "hccc, 0/2, RESOLVED",
        "hcnnn, 0/2, RECOVERING",
        "hcnnnc, 0/2, RESOLVED",
        "hcc, 0/0, RESOLVED",
        "hch, 0/0, FIRING",
        "hch, 2/0, PENDING",
        "hhhch, 2/0, PENDING",
        "s, 0/0, NO_DATA",
        "sc, 0/0, INACTIVE",
        "sb, 0/0, INACTIVE",
        "sn, 0/0, INACTIVE",
        "sh, 0/0, FIRING",
        "hs, 0/0, NO_DATA",
        "hsh, 0/0, FIRING",
        "hsb, 0/0, FIRING",
        "hsn, 0/0, FIRING",
        "hsc, 0/0, RESOLVED",
        "hsc, 0/2, RECOVERING",
        "hcs, 0/2, NO_DATA",
        "hcsc, 0/2, RECOVERING",
        "e, 0/0, ERROR",
        "es, 0/0, NO_DATA",
        "he, 0/0, ERROR",
        "heh, 0/0, FIRING",
        "hec, 0/0, RESOLVED",
        "hce, 0/2, ERROR",
        "hcs, 0/0, NO_DATA",
    })
    void aPathEndsWhereTheTableSays(String path, String waits, AlertState end) {
        String[] lengths = waits.split("/");
        Rule rule = RuleBuilder.above(10)
                .clearing(8)
                .waiting(Long.parseLong(lengths[0]) * 1_000)
                .keeping(Long.parseLong(lengths[1]) * 1_000)
                .build();
        AlertBook book = new AlertBook(Trees.of(rule));
        SetValues values = new SetValues(rule);
        for (int second = 0; second < path.length(); second++) {
            see(values, path.charAt(second));
            book.evaluate(second * 1_000L, second, second, second, values);
        }

        assertThat(book.current().get(0).state()).isEqualTo(end);
    }

    private static void see(SetValues values, char what) {
        switch (what) {
            case 'h' -> values.set("rule", 11);
            case 'b' -> values.set("rule", 9);
            case 'c' -> values.set("rule", 8);
            case 'n' -> values.set("rule", Double.NaN);
            case 's' -> values.judge("rule", Verdict.SILENT);
            case 'e' -> values.set("rule", Double.POSITIVE_INFINITY);
            default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "unknown, what=%c", what));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "hch, 'rule-1 rule-1 rule-1'",
        "hcccch, 'rule-1 rule-1 rule-1 rule-4'",
        "hshsh, 'rule-1 rule-1 rule-1 rule-1 rule-1'",
        "hsehc, 'rule-1 rule-1 rule-1 rule-1 rule-1'"
    })
    void anEpisodeIsTheSameFromItsFiringToItsResolution(String path, String episodes) {
        Rule rule = RuleBuilder.above(10).clearing(8).keeping(2_000).build();
        AlertBook book = new AlertBook(Trees.of(rule));
        SetValues values = new SetValues(rule);
        StringBuilder told = new StringBuilder();
        book.onTransition(transition -> told.append(transition.episode()).append(' '));
        for (int second = 0; second < path.length(); second++) {
            see(values, path.charAt(second));
            book.evaluate(second * 1_000L, second, second, second, values);
        }

        assertThat(told.toString().strip()).isEqualTo(episodes);
    }

    @ParameterizedTest
    @CsvSource({"s, SOURCES", "e, FAILURE", "h, CONDITION"})
    void aTransitionSaysWhy(String what, AlertReason reason) {
        Rule rule = RuleBuilder.above(10).clearing(8).build();
        AlertBook book = new AlertBook(Trees.of(rule));
        SetValues values = new SetValues(rule);
        see(values, what.charAt(0));
        book.evaluate(1, 1, 1, 1, values);

        assertThat(book.log().get(0).reason()).isEqualTo(reason);
    }
}
