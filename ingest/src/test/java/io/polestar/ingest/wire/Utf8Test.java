package io.polestar.ingest.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void everyPairOfLeadingBytesIsJudgedAsTheJdkJudgesIt() {
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                for (int length = 1; length <= 4; length++) {
                    byte[] bytes = {(byte) first, (byte) second, (byte) 0x80, (byte) 0xbf};
                    assertJudgedAsTheJdk(Arrays.copyOf(bytes, length));
                }
            }
        }
    }

    @Test
    void randomHighBytesAreJudgedAsTheJdkJudgesThem() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (0x80 | random.nextInt(0x80));
            }
            assertJudgedAsTheJdk(bytes);
        }
    }

    @Test
    void everyCodePointIsValid() {
        for (int codePoint = 0x80; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
                assertEquals(bytes.length, Utf8.pastSequences(bytes, 0, bytes.length));
            }
        }
    }

    private static void assertJudgedAsTheJdk(byte[] bytes) {
        boolean valid;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            valid = true;
        } catch (CharacterCodingException e) {
            valid = false;
        }
        int i = 0;
        while (i >= 0 && i < bytes.length) {
            i = bytes[i] < 0 ? Utf8.pastSequences(bytes, i, bytes.length) : i + 1;
        }
        assertEquals(valid, i == bytes.length, () -> Arrays.toString(bytes));
    }
}
