package io.polestar.engine.window;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** A list of texts that only grows. One thread adds; any thread reads, and neither ever waits for the other. */
final class Texts extends AbstractList<String> implements RandomAccess {
    private String[] texts = new String[16];
    private volatile int size;

    @Override
    public boolean add(String text) {
        int count = size;
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, count * 2);
        }
        texts[count] = text;
        size = count + 1;
        return true;
    }

    @Override
    public String get(int index) {
        return texts[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
