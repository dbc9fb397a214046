package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.value.Texts;

/**
 * The address of a call as text: its path and the names of its parameters follow the rule of all texts ({@link Texts});
 * what a parameter says is looked at with all the others ({@link KnownParameters}).
 */
final class Address {

    private Address() {}

    /**
     * Returns what is wrong with an address; empty if nothing is.
     *
     * @param path as it was sent
     * @param query as it was sent, without the question mark; null if there is none
     */
    static Optional<OffendingField> fault(String path, @Nullable String query) {
        var inPath = faultOf("path", path);
        if (inPath.isPresent() || query == null) {
            return inPath;
        }
        for (var parameter : query.split("&")) {
            var name = parameter.split("=", 2)[0];
            var fault = faultOf("query", name)
                    .or(() -> decoded(parameter).isPresent()
                            ? Optional.empty()
                            : Optional.of(malformed(decoded(name).orElse("query"))));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<OffendingField> faultOf(String field, String encoded) {
        var text = decoded(encoded);
        if (text.isEmpty()) {
            return Optional.of(malformed(field));
        }
        return Texts.isForbidden(text.get(), Texts.Form.LINE)
                ? Optional.of(new OffendingField(field, Texts.FORBIDDEN, Texts.FORBIDDEN_DETAIL))
                : Optional.empty();
    }

    private static OffendingField malformed(String field) {
        return new OffendingField(
                field, "wrong-form", "What follows % are two hexadecimal digits, and together they are UTF-8.");
    }

    /** Returns the text that percent signs encode; empty if they encode none. */
    private static Optional<String> decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var at = 0; at < encoded.length(); at++) {
            if (encoded.charAt(at) != '%') {
                bytes.writeBytes(encoded.substring(at, at + 1).getBytes(UTF_8));
                continue;
            }
            if (at + 2 >= encoded.length() || !isHex(encoded.charAt(at + 1)) || !isHex(encoded.charAt(at + 2))) {
                return Optional.empty();
            }
            bytes.write(HexFormat.fromHexDigits(encoded, at + 1, at + 3));
            at += 2;
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Returns whether it is a digit to whoever decodes it later: those of full width are none. */
    private static boolean isHex(char character) {
        return HexFormat.isHexDigit(character);
    }
}
