package org.fengqiao.analytics.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** XES (IEEE 1849-2016): a trace a case, which has the traits that the case has in the end. */
public final class Xes implements LogFormat {

    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private static final Buffer HEAD = Buffer.buffer("""
            <?xml version="1.0" encoding="UTF-8"?>
            <log xmlns="http://www.xes-standard.org/" xes.version="1849.2016" xes.features="">
            <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
            <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
            <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
            <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
            <extension name="ID" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>
            <global scope="trace"><string key="concept:name" value="none"/></global>
            <global scope="event"><string key="concept:name" value="none"/>\
            <date key="time:timestamp" value="1970-01-01T00:00:00Z"/>\
            <string key="lifecycle:transition" value="complete"/></global>
            <classifier name="Activity" scope="event" keys="concept:name"/>
            <string key="concept:name" value="fengqiao"/>
            """);

    private static final Buffer END = Buffer.buffer("</log>\n");

    @Override
    public Multi<Buffer> write(Supplier<Multi<ExportedCase>> cases) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(HEAD),
                        Multi.createFrom().deferred(() -> cases.get().map(Xes::trace)),
                        Multi.createFrom().item(END));
    }

    private static Buffer trace(ExportedCase one) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XML.createXMLStreamWriter(bytes, UTF_8.name());
            xml.writeStartElement("trace");
            text(xml, "concept:name", one.caseId().toString());
            for (var trait : latest(one.traits()).entrySet()) {
                text(xml, trait.getKey(), trait.getValue());
            }
            for (var event : one.events()) {
                write(xml, event);
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static Map<String, String> latest(List<ExportedCase.Trait> traits) {
        var latest = new LinkedHashMap<String, String>();
        traits.forEach(trait -> latest.put(trait.name(), trait.value()));
        return latest;
    }

    private static void write(XMLStreamWriter xml, ExportedCase.Event event) throws XMLStreamException {
        xml.writeStartElement("event");
        attribute(xml, "id", "identity:id", event.id().toString());
        text(xml, "concept:name", event.activity());
        text(xml, "lifecycle:transition", "complete");
        time(xml, "time:timestamp", event.occurredAt());
        time(xml, "recorded", event.recordedAt());
        text(xml, "service", event.service());
        text(xml, "org:group", event.unit());
        text(xml, "org:role", event.role());
        for (var part : event.parts()) {
            attribute(xml, "int", part.kind().field(), String.valueOf(part.number()));
        }
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String key, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            attribute(xml, "string", key, value);
        }
    }

    private static void time(XMLStreamWriter xml, String key, Instant value) throws XMLStreamException {
        attribute(xml, "date", key, value.toString());
    }

    private static void attribute(XMLStreamWriter xml, String element, String key, String value)
            throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("key", key);
        xml.writeAttribute("value", value);
    }
}
