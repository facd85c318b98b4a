package io.tidbclient.serve.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param headers beside those that every answer has
 * @param body sent in UTF-8
 */
public record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no status of an answer: " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** 200 with a body of that type, which names its charset where it has one. */
    public static Answer ok(String contentType, String body) {
        return of(200, contentType, body);
    }

    /** Any status with a body. */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    /** A refusal or failure in one sentence, as plain text. */
    public static Answer sentence(int status, String sentence) {
        return of(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
