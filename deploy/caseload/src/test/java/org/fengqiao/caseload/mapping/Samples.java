package org.fengqiao.caseload.mapping;

/** Mappings that the tests share. */
final class Samples {

    /** A log of fines, with everything that a mapping can say. */
    static final String SMALL = """
            log:
              name: small
              title: A small log
              format: CSV
              case: id
              activity: what
              order: n
              time: { column: at, forms: [yyyy-MM-dd] }
            district: 昆都仑区
            lists:
              streets: [one, two]
            tables:
              towns: { N: north }
            activities:
              fined:
                - do:
                    - refer:
                        partner: POLICE
                        summary: fine of ${amount|money}
                        applicants: [{ name: police }]
                        respondents: [{ name: "driver ${@case}" }]
                        place: { street: "${@case|pick:streets}" }
                    - take-up: { path: ADMINISTRATIVE }
              sent:
                - do: [ask: { unit: post, what: serve it, days: 30 }]
              served:
                - do: [report: { unit: post, result: served }]
              paid:
                - when: { last: true }
                  do: [withdraw: { reason: paid }]
                - do: [correct: { amount: "${amount|money}", reason: paid in part }]
              noted:
                - leaveOut: of no consequence
            expected:
              rows: { paid: 1 }
            """;

    private Samples() {}
}
