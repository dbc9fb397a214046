package org.fengqiao.kernel.sealing.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pointers are those of Jackson, which boxes are bound to. */
class PointersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"alone\"",
                "[1, [2, [3, 4], {\"a\": 5}], 6]",
                "{\"summary\": \"a\", \"applicants\": [{\"name\": \"b\", \"phones\": [\"c\", \"d\"]},"
                        + " {\"name\": \"e\"}], \"place\": {\"street\": \"f\"}, \"claim\": \"g\"}",
                "{\"a/b\": {\"c~d\": [{\"~/\": 1}, {}, [], 2]}, \"\": 3, \"楼\": [4]}"
            })
    void areTheSameInReadingAndInWriting(String json) throws IOException {
        var factory = new JsonFactory();
        var expected = new ArrayList<String>();
        var read = new ArrayList<String>();
        var written = new ArrayList<String>();
        try (var parser = factory.createParser(json);
                var generator = factory.createGenerator(new StringWriter())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    expected.add(parser.getParsingContext().pathAsPointer().toString());
                    read.add(Pointers.ofPresent(parser.getParsingContext()));
                    written.add(Pointers.ofNext(generator.getOutputContext()));
                }
                generator.copyCurrentEvent(parser);
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(List.of(read, written)).containsOnly(expected);
    }
}
