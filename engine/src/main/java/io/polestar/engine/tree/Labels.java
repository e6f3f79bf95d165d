package io.polestar.engine.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts by language tag, in the order the file gives them. */
final class Labels {
    private Labels() {}

    static Map<String, String> copyInOrder(Map<String, String> texts) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
}
