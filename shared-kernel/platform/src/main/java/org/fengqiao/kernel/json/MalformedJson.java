package org.fengqiao.kernel.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Reasons for which a text is no JSON, in words for people. The parser's own message quotes what was sent, which may be
 * personal: only the place is told.
 */
final class MalformedJson {

    private MalformedJson() {}

    /** Returns the problem with a text that the parser gave up on. */
    static OffendingField of(JsonProcessingException failure) {
        var at = failure.getLocation();
        var where = at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return switch (failure) {
            case StreamReadException _
            when says(failure, "end-of-input") ->
                field("ends-early", "The JSON ends before it is complete" + where + ".");
            case StreamConstraintsException _
            when says(failure, "nesting depth") ->
                field(
                        "too-deep",
                        "Objects and lists stand in each other more than " + StrictJson.DEPTH + " deep" + where + ".");
            case StreamConstraintsException _ ->
                field("too-long", "A number, a name or a text in the JSON is too long" + where + ".");
            case StreamReadException _
            when says(failure, "Duplicate field") ->
                field("duplicate-field", "An object has the same field twice" + where + ".");
            case MismatchedInputException _
            when says(failure, "Trailing token") ->
                field("trailing-text", "There is something behind the end of the JSON" + where + ".");
            case MismatchedInputException _
            when says(failure, "No content") -> field("missing", "A JSON object is needed, and nothing was sent.");
            default -> field("malformed-json", "This cannot be read as JSON" + where + ".");
        };
    }

    /** Returns the problem with bytes that are no text. */
    static OffendingField notUtf8() {
        return field("not-utf-8", "The bytes are not UTF-8, which JSON is written in.");
    }

    private static boolean says(JsonProcessingException failure, String words) {
        return String.valueOf(failure.getOriginalMessage()).contains(words);
    }

    private static OffendingField field(String code, String detail) {
        return new OffendingField("", code, detail);
    }
}
