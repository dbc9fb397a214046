package org.fengqiao.kernel.proof;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/**
 * A column of a stored event. Made from the record itself, so that a column added later is altered in the tests too.
 */
record Column(RecordComponent component) {

    static Column[] all() {
        return Arrays.stream(EventRow.class.getRecordComponents())
                .map(Column::new)
                .toArray(Column[]::new);
    }

    /** The row with another value in this column, and in no other. */
    EventRow altered(EventRow row, Random random) {
        try {
            var components = EventRow.class.getRecordComponents();
            var values = new Object[components.length];
            for (var at = 0; at < components.length; at++) {
                var value = components[at].getAccessor().invoke(row);
                values[at] = components[at].getName().equals(component.getName()) ? other(value, random) : value;
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return EventRow.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object other(Object value, Random random) {
        return switch (component.getType().getSimpleName()) {
            case "long" -> otherNumber((Long) value, random);
            case "Instant" ->
                value == null ? Instant.EPOCH : ((Instant) value).plusNanos(1_000L * (1 + random.nextInt(9)));
            case "UUID" -> value == null || random.nextBoolean() ? Streams.uuid(random) : flipped((UUID) value, random);
            case "String" -> value == null ? "" : otherText((String) value, random);
            default -> throw new IllegalStateException("say how to alter a " + component.getType());
        };
    }

    private static Long otherNumber(long value, Random random) {
        var other = random.nextInt(12) - 1L;
        return other == value ? value + 1 : other;
    }

    private static UUID flipped(UUID value, Random random) {
        return new UUID(value.getMostSignificantBits(), value.getLeastSignificantBits() ^ 1L << random.nextInt(64));
    }

    private static String otherText(String value, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> value + " ";
            case 1 -> value.isEmpty() ? "x" : value.substring(1);
            default -> value.isEmpty() ? "y" : (char) (value.charAt(0) ^ 1) + value.substring(1);
        };
    }

    @Override
    public String toString() {
        return component.getName();
    }
}
