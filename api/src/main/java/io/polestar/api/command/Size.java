package io.polestar.api.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number as options write it: a whole number, and perhaps k, m or g for powers of 1,024. */
final class Size implements ITypeConverter<Long> {
    private static final String UNITS = " kmg";
    private static final int BITS_A_UNIT = 10;

    @Override
    public Long convert(String text) {
        if (!text.matches("[0-9]{1,12}[kmgKMG]?")) {
            throw new TypeConversionException("a size is a whole number and perhaps k, m or g, size=" + text);
        }
        int unit = UNITS.indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
        String number = unit > 0 ? text.substring(0, text.length() - 1) : text;
        try {
            return Math.multiplyExact(Long.parseLong(number), 1L << Math.max(0, unit) * BITS_A_UNIT);
        } catch (ArithmeticException e) {
            throw new TypeConversionException("the size is too large, size=" + text);
        }
    }
}
