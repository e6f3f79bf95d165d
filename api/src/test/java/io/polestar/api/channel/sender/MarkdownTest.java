package io.polestar.api.channel.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void aTextOfEventsMeansNothingInMarkdown() {
        assertThat(Markdown.plain("**a** [b](c) <@all> `d`\n# e")).isEqualTo("＊＊a＊＊ ［b］(c) ＜＠all＞ ｀d｀ # e");
    }

    @Test
    void idsAndMailboxesStayReadable() {
        assertThat(Markdown.plain("average_order_value a@example.com")).isEqualTo("average_order_value a@example.com");
    }

    @Test
    void aTextIsCutBetweenCharactersAndNotInsideThem() {
        String text = "汉字😀".repeat(100);
        for (int bytes = 3; bytes < 60; bytes++) {
            String cut = Markdown.within(text, bytes);
            byte[] utf8 = cut.getBytes(StandardCharsets.UTF_8);
            assertThat(utf8.length).isBetween(Math.max(3, bytes - 4), bytes);
            assertThat(new String(utf8, StandardCharsets.UTF_8))
                    .isEqualTo(cut)
                    .endsWith("…")
                    .doesNotContain("?");
        }
        assertThat(Markdown.within("short", 5)).isEqualTo("short");
    }
}
