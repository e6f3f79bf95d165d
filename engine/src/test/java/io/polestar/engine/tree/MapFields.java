package io.polestar.engine.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An event's properties from a map; slots are places in a list of names. Compares bytes as slowly and plainly as possible. */
record MapFields(List<String> names, Map<String, Object> properties) implements Condition.Fields {
    @Override
    public boolean present(int slot) {
        return properties.containsKey(names.get(slot));
    }

    @Override
    public boolean isNumber(int slot) {
        return properties.get(names.get(slot)) instanceof Double;
    }

    @Override
    public double number(int slot) {
        return (Double) properties.get(names.get(slot));
    }

    @Override
    public boolean isText(int slot) {
        return properties.get(names.get(slot)) instanceof String;
    }

    @Override
    public boolean textEquals(int slot, byte[] utf8) {
        return Arrays.equals(text(slot).getBytes(UTF_8), utf8);
    }

    @Override
    public boolean textStartsWith(int slot, byte[] utf8) {
        return text(slot).startsWith(new String(utf8, UTF_8));
    }

    @Override
    public boolean textEndsWith(int slot, byte[] utf8) {
        return text(slot).endsWith(new String(utf8, UTF_8));
    }

    @Override
    public boolean textContains(int slot, byte[] utf8) {
        return text(slot).contains(new String(utf8, UTF_8));
    }

    @Override
    public boolean isBoolean(int slot) {
        return properties.get(names.get(slot)) instanceof Boolean;
    }

    @Override
    public boolean bool(int slot) {
        return (Boolean) properties.get(names.get(slot));
    }

    private String text(int slot) {
        return (String) properties.get(names.get(slot));
    }
}
