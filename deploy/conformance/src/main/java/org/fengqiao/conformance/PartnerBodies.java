package org.fengqiao.conformance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.fengqiao.caseload.partner.Partner;

/** Bodies of a partner's messages in the form of the contract, about invented people; each may still be changed. */
final class PartnerBodies {

    private PartnerBodies() {}

    /** Returns a referral of what happened an hour before. */
    static Map<String, Object> referral(String reference, Instant now, String summary, String district) {
        var body = new LinkedHashMap<String, Object>();
        body.put("reference", reference);
        body.put("occurredAt", now.minusSeconds(3_600).toString());
        body.put("summary", summary);
        body.put("categoryHint", "NEIGHBOUR");
        body.put("applicants", List.of(Map.of("name", "王某", "phone", "13800000000")));
        body.put("respondents", List.of(Map.of("name", "李某")));
        body.put("place", Map.of("district", district, "street", "少先路街道"));
        return body;
    }

    static Map<String, Object> withdrawal(String reference) {
        return new LinkedHashMap<>(Map.of("reference", reference, "reason", "当事人已自行和解"));
    }

    /** Returns a prosecution that may be reconciled (刑事诉讼法 art. 288). */
    static Map<String, Object> prosecution(String reference) {
        var body = new LinkedHashMap<String, Object>();
        body.put("reference", reference);
        body.put("caseNumber", "昆检刑和〔2024〕3号");
        body.put("offence", "故意伤害（轻伤）");
        body.put("chapter", 4);
        body.put("likelyMonths", 12);
        body.put("fromCivilDispute", true);
        body.put("negligent", false);
        body.put("intentionalCrimeLately", false);
        body.put("repents", true);
        body.put("victimWilling", true);
        return body;
    }

    static Map<String, Object> relief(String referralId, boolean granted) {
        return new LinkedHashMap<>(Map.of(
                "referralId",
                referralId,
                "decision",
                granted ? "GRANTED" : "REFUSED",
                "documentNumber",
                "昆检救助〔2024〕2号"));
    }

    /**
     * Returns a word on where a matter stands.
     *
     * @param standing NONE, PENDING or FINAL
     */
    static Map<String, Object> standing(Partner partner, String inquiryId, String standing) {
        var body = new LinkedHashMap<String, Object>();
        body.put("inquiryId", inquiryId);
        body.put("standing", standing);
        if (!standing.equals("NONE")) {
            body.put("documentNumber", partner == Partner.COURT ? "(2024)内0203民初17号" : "昆信访〔2024〕17号");
        }
        return body;
    }

    /** Returns the decision of a review of a petition opinion. */
    static Map<String, Object> review(String petitionId, String level, String decision, Instant decidedAt) {
        return new LinkedHashMap<>(Map.of(
                "petitionId",
                petitionId,
                "level",
                level,
                "decision",
                decision,
                "documentNumber",
                "昆信查〔2024〕9号",
                "decidedAt",
                decidedAt.toString()));
    }

    /** Returns whether an id is that of a fast-track filing, and not of an application for confirmation. */
    static boolean isFastTrack(String filingId) {
        return filingId.contains("/fast-track/");
    }

    /** Returns the type of the message that decides on a filing. */
    static String decisionOn(String filingId) {
        return isFastTrack(filingId) ? "fast-track-decided" : "confirmation-decided";
    }

    /**
     * Returns the court's decision on a filing.
     *
     * @param good whether it confirms the agreement, or the parties settle before it
     * @param number of its document
     */
    static Map<String, Object> decision(String filingId, boolean good, int number, Instant decidedAt) {
        var body = new LinkedHashMap<String, Object>();
        body.put("filingId", filingId);
        if (isFastTrack(filingId)) {
            body.put("outcome", good ? "SETTLED" : "DISMISSED");
        } else {
            body.put("decision", good ? "GRANTED" : "REFUSED");
            if (!good) {
                body.put("reason", "协议内容不明确");
            }
        }
        body.put("documentNumber", "(2024)内0203民特%d号".formatted(number));
        body.put("decidedAt", decidedAt.toString());
        return body;
    }
}
