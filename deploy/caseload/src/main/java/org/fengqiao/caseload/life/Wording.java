package org.fengqiao.caseload.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.fengqiao.caseload.profile.Category;

/**
 * Names and sentences of invented disputes.
 *
 * @param surnames of people
 * @param givenNames of people
 * @param companies names of firms, without street and form
 * @param categories what is said about each kind of dispute
 * @param declined what is said about cases that will be declined, by ground
 */
record Wording(
        @JsonProperty(required = true) List<String> surnames,
        @JsonProperty(required = true) List<String> givenNames,
        @JsonProperty(required = true) List<String> companies,
        @JsonProperty(required = true) Map<Category, Phrases> categories,
        @JsonProperty(required = true) Map<String, String> declined) {

    /**
     * Phrases for one kind of dispute.
     *
     * @param respondent who is usually on the other side
     * @param summaries what happened
     * @param claims what is wanted
     * @param owed what an agreement obliges to
     * @param amounts the least and the most that is at stake, in yuan
     */
    record Phrases(
            @JsonProperty(required = true) Respondent respondent,
            @JsonProperty(required = true) List<String> summaries,
            @JsonProperty(required = true) List<String> claims,
            @JsonProperty(required = true) String owed,
            @JsonProperty(required = true) List<Integer> amounts) {}

    /** Kind of respondent. */
    enum Respondent {
        PERSON,
        COMPANY
    }

    /** The wording that comes with the program. */
    static Wording shipped() {
        try (var file = Wording.class.getResourceAsStream("wording.yaml")) {
            return JsonMapper.builder(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file, Wording.class);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
