package org.fengqiao.caseload.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Events of an XES file (IEEE 1849-2016) as rows: the attributes of an event by their keys, and those of its trace with
 * {@code trace:} in front. Attributes within attributes, lists and containers are not read.
 */
public final class XesRows implements RawRows {

    private final InputStream file;

    /** Opens a file. */
    public XesRows(Path path) throws IOException {
        this.file = LogFile.open(path);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public void forEach(Consumer<Raw> row, Consumer<LogFault> fault) throws IOException {
        try {
            var xml = reader();
            try {
                new Reading(xml, row, fault).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException exception) {
            var where = exception.getLocation();
            fault.accept(new LogFault(
                    where == null ? 1 : where.getLineNumber(),
                    "the rest is no XML: " + exception.getMessage().replaceAll("\\s+", " ")));
        }
    }

    private XMLStreamReader reader() throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        // A log is data: it fetches nothing, and nothing in it expands.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(file);
    }

    /** One pass through the file. */
    private static final class Reading {

        private final XMLStreamReader xml;
        private final Consumer<Raw> row;
        private final Consumer<LogFault> fault;
        private final Map<String, String> trace = new LinkedHashMap<>();
        private final Map<String, String> event = new LinkedHashMap<>();
        private boolean inTrace;
        private boolean inEvent;
        private int attributes;
        private long line;

        Reading(XMLStreamReader xml, Consumer<Raw> row, Consumer<LogFault> fault) {
            this.xml = xml;
            this.row = row;
            this.fault = fault;
        }

        void read() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {
                        // Text between elements says nothing in XES.
                    }
                }
            }
        }

        private void begin(String element) {
            switch (element) {
                case "trace" -> {
                    trace.clear();
                    inTrace = true;
                }
                case "event" -> {
                    event.clear();
                    inEvent = true;
                    line = xml.getLocation().getLineNumber();
                    if (!inTrace) {
                        fault.accept(new LogFault(line, "an event outside of a trace belongs to no case"));
                    }
                }
                case "string", "date", "int", "float", "boolean", "id", "list", "container" -> attribute();
                default -> {
                    // Extensions, globals and classifiers describe the log.
                }
            }
        }

        private void attribute() {
            attributes++;
            var key = xml.getAttributeValue(null, "key");
            var value = xml.getAttributeValue(null, "value");
            if (attributes > 1 || key == null || value == null || value.isBlank()) {
                return;
            }
            if (inEvent) {
                event.put(key, value.strip());
            } else if (inTrace) {
                trace.put("trace:" + key, value.strip());
            }
        }

        private void end(String element) {
            switch (element) {
                case "trace" -> inTrace = false;
                case "event" -> {
                    inEvent = false;
                    if (inTrace) {
                        var values = new LinkedHashMap<>(trace);
                        values.putAll(event);
                        row.accept(new Raw(line, values));
                    }
                }
                case "string", "date", "int", "float", "boolean", "id", "list", "container" -> attributes--;
                default -> {
                    // As above.
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
