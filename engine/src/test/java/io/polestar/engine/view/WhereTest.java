package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhereTest {
    @Test
    void conditionsStandInTheTextsOrder() {
        assertThat(Where.parse("country:France,channel:app"))
                .containsExactly(entry("country", "France"), entry("channel", "app"));
        assertThat(Where.parse("")).isEmpty();
    }

    @Test
    void aColonOfAValueNeedsNoEscapeAndACommaDoes() {
        assertThat(Where.parse("slot:10:30,place:Washington\\, D.C.,path:C\\\\x"))
                .containsExactly(entry("slot", "10:30"), entry("place", "Washington, D.C."), entry("path", "C\\x"));
        assertThat(Where.parse("slot:10\\:30")).containsExactly(entry("slot", "10:30"));
    }

    @Test
    void aValueMayBeEmpty() {
        assertThat(Where.parse("country:,channel:")).containsExactly(entry("country", ""), entry("channel", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"country", ":France", "country:France,", "country:France,channel", "a:b,a:c", "a:b\\"})
    void whatIsNoFilterIsRefused(String text) {
        assertThatThrownBy(() -> Where.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where=" + text);
    }

    @Test
    void whatIsWrittenIsReadBackWhateverTheValuesAre() {
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            Map<String, String> where = new LinkedHashMap<>();
            for (String dimension : new String[] {"one", "two"}) {
                StringBuilder value = new StringBuilder();
                for (int left = random.nextInt(6); left > 0; left--) {
                    value.append(",:\\a ".charAt(random.nextInt(5)));
                }
                where.put(dimension, value.toString());
            }
            assertThat(Where.parse(Where.write(where))).as(where.toString()).isEqualTo(where);
        }
    }
}
