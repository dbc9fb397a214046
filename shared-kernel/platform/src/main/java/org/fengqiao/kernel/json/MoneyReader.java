package org.fengqiao.kernel.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;

/** Reader of money: the amount a text of digits, the currency one that there is. */
@SuppressWarnings("serial") // Jackson's deserializers are serializable by inheritance; nobody serializes this one
final class MoneyReader extends StdDeserializer<Money> {
    private static final long serialVersionUID = 1L;

    MoneyReader() {
        super(Money.class);
    }

    @Override
    public @Nullable Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            Collecting.note(context, parser, "wrong-type", "A JSON object is needed.");
            parser.skipChildren();
            return null;
        }
        String amount = null;
        String currency = null;
        var at = Collecting.path(parser.getParsingContext());
        var sent = new HashSet<String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            sent.add(parser.hasToken(JsonToken.VALUE_NULL) ? "" : name);
            switch (name) {
                case "amount" ->
                    amount = field(
                            context,
                            parser,
                            Money::isAmount,
                            "wrong-form",
                            "A text of digits with at most two decimals is needed, such as 1234.50.");
                case "currency" ->
                    currency = field(
                            context,
                            parser,
                            Money::isCurrency,
                            "unknown-code",
                            "The code of a currency (ISO 4217) is needed, such as CNY.");
                default -> parser.skipChildren();
            }
        }
        for (var name : List.of("amount", "currency")) {
            if (!sent.contains(name)) {
                Collecting.note(context, at.isEmpty() ? name : at + "." + name, "missing", "A value is needed.");
            }
        }
        return amount == null || currency == null ? null : new Money(new BigDecimal(amount), currency);
    }

    private static @Nullable String field(
            DeserializationContext context, JsonParser parser, Predicate<String> rule, String code, String detail)
            throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        var text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        if (rule.test(text)) {
            return text;
        }
        Collecting.note(context, parser, code, detail);
        parser.skipChildren();
        return null;
    }
}
