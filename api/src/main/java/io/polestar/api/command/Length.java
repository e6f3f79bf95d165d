package io.polestar.api.command;

import io.polestar.engine.tree.TimeLength;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as options write it, such as 5ms or 1m, in milliseconds. */
final class Length implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return TimeLength.parseMillis(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
