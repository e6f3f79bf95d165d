package io.polestar.engine.tree;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit as a product of named units with whole powers: {@code GBP/order} is GBP¹ order⁻¹. {@code 1} and {@code %} are the plain number,
 * which has no names.
 *
 * @param powers each name's power, never 0
 */
record Unit(SortedMap<String, Integer> powers) {
    /** The longest unit, characters. */
    static final int MAX_CHARACTERS = 64;

    static final Unit PLAIN = new Unit(new TreeMap<>());

    Unit {
        powers = Collections.unmodifiableSortedMap(new TreeMap<>(powers));
    }

    /**
     * Reads names joined by {@code *} and {@code /}, from left to right.
     *
     * @throws IllegalArgumentException if the text is no unit
     */
    static Unit parse(String text) {
        SortedMap<String, Integer> powers = new TreeMap<>();
        int sign = 1;
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || text.charAt(end) == '*' || text.charAt(end) == '/') {
                addName(powers, text.substring(start, end).strip(), sign);
                sign = end < text.length() && text.charAt(end) == '/' ? -1 : 1;
                start = end + 1;
            }
        }
        return new Unit(powers);
    }

    private static void addName(SortedMap<String, Integer> powers, String name, int power) {
        if (name.isEmpty() || name.length() > MAX_CHARACTERS || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a unit is names joined by * and /, name=" + name);
        }
        if (!name.equals("1") && !name.equals("%")) {
            add(powers, name, power);
        }
    }

    Unit times(Unit other) {
        return combined(other, 1);
    }

    Unit per(Unit other) {
        return combined(other, -1);
    }

    private Unit combined(Unit other, int sign) {
        SortedMap<String, Integer> product = new TreeMap<>(powers);
        other.powers.forEach((name, power) -> add(product, name, sign * power));
        return new Unit(product);
    }

    private static void add(SortedMap<String, Integer> powers, String name, int power) {
        int sum = powers.getOrDefault(name, 0) + power;
        if (sum == 0) {
            powers.remove(name);
        } else {
            powers.put(name, sum);
        }
    }

    /** As a definition would write it: {@code GBP/order}, {@code 1/s}, {@code 1}. */
    @Override
    public String toString() {
        StringBuilder above = new StringBuilder();
        StringBuilder below = new StringBuilder();
        for (Map.Entry<String, Integer> power : powers.entrySet()) {
            for (int i = 0; i < power.getValue(); i++) {
                above.append(above.isEmpty() ? "" : "*").append(power.getKey());
            }
            for (int i = 0; i > power.getValue(); i--) {
                below.append('/').append(power.getKey());
            }
        }
        return (above.isEmpty() ? "1" : above.toString()) + below;
    }
}
