package io.polestar.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIndexTest {
    private final List<byte[]> texts = new ArrayList<>();
    private final TextIndex index = new TextIndex(new KeyedHash(11), this::is, 8);

    private boolean is(int number, byte[] utf8, int offset, int length) {
        byte[] text = texts.get(number);
        return Arrays.equals(text, 0, text.length, utf8, offset, offset + length);
    }

    private int add(byte[] text) {
        index.add(text, 0, text.length, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    @Test
    void findsTextsOfEveryLengthAndNoOthers() {
        for (int length = 0; length <= 40; length++) {
            byte[] text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
                    .substring(0, length)
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(index.find(text, 0, length)).as("length %d", length).isEqualTo(-1);
            assertThat(add(text)).isEqualTo(length);
        }
        for (int length = 0; length <= 40; length++) {
            assertThat(index.find(texts.get(40), 0, length)).isEqualTo(length);
        }
    }

    @Test
    void textsThatDifferInZeroBytesOnlyAreOthers() {
        int[] numbers = new int[20];
        for (int length = 0; length < 20; length++) {
            numbers[length] = add(new byte[length]);
        }
        for (int length = 0; length < 20; length++) {
            assertThat(index.find(new byte[32], 5, length)).isEqualTo(numbers[length]);
        }
    }

    @Test
    void readsTextsAtTheVeryEndOfTheirArray() {
        byte[] array = "....0123456789abcde".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= 15; length++) {
            int number = add(Arrays.copyOfRange(array, array.length - length, array.length));
            assertThat(index.find(array, array.length - length, length)).isEqualTo(number);
            byte[] inTheMiddle = Arrays.copyOf(array, array.length + 64);
            assertThat(index.find(inTheMiddle, array.length - length, length)).isEqualTo(number);
        }
    }

    @Test
    void forgetsAllWhenItIsCleared() {
        byte[] text = "country".getBytes(StandardCharsets.UTF_8);
        add(text);
        index.clear();
        assertThat(index.find(text, 0, text.length)).isEqualTo(-1);
    }

    @Test
    void equalsAMapOverRandomTexts() {
        Random random = new Random(5);
        Map<String, Integer> expected = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            byte[] text = new byte[random.nextInt(22)];
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) (random.nextInt(3) - 1);
            }
            byte[] around = new byte[text.length + random.nextInt(20)];
            int offset = random.nextInt(around.length - text.length + 1);
            random.nextBytes(around);
            System.arraycopy(text, 0, around, offset, text.length);
            String key = new String(text, StandardCharsets.ISO_8859_1);
            assertThat(index.find(around, offset, text.length)).isEqualTo(expected.getOrDefault(key, -1));
            if (!expected.containsKey(key)) {
                expected.put(key, add(text));
            }
        }
    }
}
