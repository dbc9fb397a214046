package org.fengqiao.caseload.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.partner.Partner;

/**
 * A message that the AsyncAPI document lets a partner send.
 *
 * @param type as in {@code ce_type}
 */
record PartnerMessage(Partner partner, String type, Schema schema) {

    /** Reads all messages of all channels on which partners send. */
    static List<PartnerMessage> all(Path asyncApi) throws IOException {
        var document = new YAMLMapper().readTree(asyncApi.toFile());
        var messages = new ArrayList<PartnerMessage>();
        for (var partner : Partner.values()) {
            for (var channel : document.path("channels")) {
                if (!channel.path("address").asText().equals(partner.inbound())) {
                    continue;
                }
                for (var reference : channel.path("messages")) {
                    var message = document.at(reference.path("$ref").asText().substring(1));
                    var schema = Json.MAPPER.readTree(
                            asyncApi.resolveSibling(message.at("/payload/$ref").asText())
                                    .normalize()
                                    .toFile());
                    messages.add(
                            new PartnerMessage(partner, message.path("name").asText(), Schema.of(schema, schema)));
                }
            }
        }
        return messages;
    }

    @Override
    public String toString() {
        return "%s %s".formatted(partner.inbound(), type);
    }
}
