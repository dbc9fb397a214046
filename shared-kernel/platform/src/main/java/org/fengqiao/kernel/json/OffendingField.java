package org.fengqiao.kernel.json;

import java.util.Locale;
import jakarta.validation.ConstraintViolation;

/**
 * A field of an input that cannot be accepted, or a parameter of a call.
 *
 * @param field where it stands, such as {@code applicants[0].name}; empty for the whole body
 * @param code what is wrong: {@code missing}, {@code wrong-type}, {@code unknown-code}, {@code too-long} and so on
 * @param detail the same in words, without quoting what was sent
 */
public record OffendingField(String field, String code, String detail) {

    /**
     * Returns what breaks a constraint. Its words are those of {@code ValidationMessages.properties}.
     *
     * @param field where it stands
     */
    public static OffendingField of(String field, ConstraintViolation<?> violation) {
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        var code = switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "missing";
            case "Size" -> "wrong-length";
            case "Min", "Max", "Positive", "PositiveOrZero", "DecimalMin", "DecimalMax", "AboveZero" -> "out-of-range";
            case "Pattern" -> "wrong-form";
            case "KnownCode" -> "unknown-code";
            default -> constraint.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        };
        return new OffendingField(field, code, violation.getMessage());
    }
}
