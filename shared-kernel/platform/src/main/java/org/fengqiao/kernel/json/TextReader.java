package org.fengqiao.kernel.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Texts;
import org.fengqiao.kernel.value.Texts.Form;

/** Reader of texts: of one line, unless they are {@link FreeText}. */
@SuppressWarnings("serial") // Jackson's deserializers are serializable by inheritance; nobody serializes this one
final class TextReader extends StdScalarDeserializer<String> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;
    private final Form form;

    TextReader(Form form) {
        super(String.class);
        this.form = form;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return property != null && property.getAnnotation(FreeText.class) != null ? new TextReader(Form.LINES) : this;
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            Collecting.note(context, parser, "wrong-type", "A text is needed.");
            parser.skipChildren();
            return null;
        }
        var text = form == Form.LINE ? Texts.trimmed(parser.getText()) : parser.getText();
        if (Texts.isForbidden(text, form)) {
            Collecting.note(context, parser, Texts.FORBIDDEN, Texts.FORBIDDEN_DETAIL);
            return null;
        }
        return Texts.isVisible(text) ? text : null;
    }
}
