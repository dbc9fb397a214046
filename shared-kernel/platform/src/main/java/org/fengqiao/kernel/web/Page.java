package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.value.Texts;

/**
 * One page of a list.
 *
 * @param items what is on it, in a fixed order
 * @param next the cursor of the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Reason for which a cursor that is not one of ours is refused. */
    static final OffendingField NO_CURSOR =
            new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.");

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what was read with {@link Request#fetch()}: one more than asked for tells that there is a next
     * page.
     *
     * @param key the sort key of an item, from which the next page goes on; its text is what
     *     {@link Request#after(Object, Function)} reads
     */
    public static <T> Page<T> of(List<T> read, Request request, Function<T, ?> key) {
        if (read.size() <= request.limit()) {
            return new Page<>(read, null);
        }
        var items = read.subList(0, request.limit());
        return new Page<>(
                items,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                String.valueOf(key.apply(items.getLast())).getBytes(UTF_8)));
    }

    /** Returns a list that is short enough to be told whole. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /** Request for a page; use as {@code @BeanParam} with {@code @Valid}. */
    @NullUnmarked
    public static class Request {
        /** Number of items of a page whose size nobody names. */
        public static final int USUAL = 50;

        /** Number of items that a page has at most. */
        public static final int MOST = 200;

        /** Number of items at most, 1 to 200. */
        @QueryParam("limit")
        @DefaultValue("" + USUAL)
        @Min(1)
        @Max(MOST)
        int limit = USUAL;

        /** The cursor of the page before, opaque to callers. */
        @QueryParam("cursor")
        String cursor;

        /**
         * Makes a request without a call.
         *
         * @param limit the number of items at most
         * @param cursor the cursor of the page before; null for the first page
         */
        public static Request of(int limit, @Nullable String cursor) {
            var request = new Request();
            request.limit = limit;
            request.cursor = cursor;
            return request;
        }

        /**
         * Reads the request of a call that reads its query itself.
         *
         * @param limit how many items at most, as it was sent; null for the usual number
         * @param cursor the cursor of the page before; null for the first page
         * @param offending takes what cannot be accepted
         */
        public static Request read(
                @Nullable String limit, @Nullable String cursor, Consumer<OffendingField> offending) {
            var number = USUAL;
            if (limit != null && limit.isBlank()) {
                offending.accept(new OffendingField("limit", "missing", "A value is needed."));
            } else if (limit != null && !limit.matches("-?[0-9]{1,9}")) {
                offending.accept(new OffendingField("limit", "wrong-form", "A whole number is needed."));
            } else if (limit != null) {
                number = Integer.parseInt(limit);
                if (number < 1) {
                    offending.accept(new OffendingField("limit", "out-of-range", "1 or more is needed."));
                } else if (number > MOST) {
                    offending.accept(
                            new OffendingField("limit", "out-of-range", "No more than " + MOST + " is possible."));
                }
            }
            return of(number, cursor);
        }

        /** Returns the number of items at most. */
        public int limit() {
            return limit;
        }

        /** Returns the number of rows to read: one more than the page holds. */
        public int fetch() {
            return limit + 1;
        }

        /**
         * The sort key after which the page begins; the empty string for the first page.
         *
         * @throws Problem.Thrown 400 if the cursor is not one of ours
         */
        public String after() {
            return after("", key -> key);
        }

        /**
         * The sort key after which the page begins.
         *
         * @param first that of the first page
         * @param reading throws {@link IllegalArgumentException}, {@link ArithmeticException} or
         *     {@link DateTimeException} if a text is no such key
         * @throws Problem.Thrown 400 if the cursor is not one of ours
         */
        public <K extends @Nullable Object> K after(K first, Function<String, K> reading) {
            if (cursor == null || cursor.isEmpty()) {
                return first;
            }
            try {
                return reading.apply(key(cursor));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
                throw Problem.badInput(List.of(NO_CURSOR)).exception();
            }
        }

        /** Returns whether some list may have such a cursor. */
        static boolean isCursor(String cursor) {
            try {
                key(cursor);
                return true;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        private static String key(String cursor) {
            try {
                var text = UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                        .toString();
                if (!Texts.isForbidden(text, Texts.Form.LINE)) {
                    return text;
                }
            } catch (CharacterCodingException _) {
                // said below
            }
            throw new IllegalArgumentException("no key is such a text");
        }
    }
}
