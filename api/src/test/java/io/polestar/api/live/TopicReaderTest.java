package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.api.problem.ProblemException;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.TestServer;
import io.polestar.engine.tree.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a topic may be compared with: the same as a read, by the same rules. */
class TopicReaderTest {
    private final TopicReader reader = new TopicReader(
            new FakeBackend(FakeBackend.YAML.replace("windows: [1d, 7d]", "windows: [1d, month]")).definition());

    @Test
    void aSlidingWindowIsComparedWithEveryEarlierOne() throws Exception {
        for (Comparison against : Comparison.values()) {
            String topic = "{\"tree\":\"1d\",\"against\":\"" + against.word() + "\"}";

            assertThat(read(topic)).containsExactly(new Topic.OfTree("1d", against));
        }
        assertThat(read("{\"tree\":\"1d\"}")).isEqualTo(read("{\"tree\":\"1d\",\"against\":null}"));
    }

    @Test
    void aMonthHasNoLikeAWeekEarlier() throws Exception {
        assertThat(read("{\"tree\":\"month\",\"against\":\"year\"}"))
                .containsExactly(new Topic.OfTree("month", Comparison.YEAR));
        assertThatThrownBy(() -> read("{\"metric\":\"orders\",\"window\":\"month\",\"against\":\"weekday\"}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail())
                                .isEqualTo(
                                        "against=weekday compares calendar windows of a day or a week, window=month"));
    }

    private List<Topic> read(String topic) throws Exception {
        return reader.read(TestServer.MAPPER.readTree("[" + topic + "]"));
    }
}
