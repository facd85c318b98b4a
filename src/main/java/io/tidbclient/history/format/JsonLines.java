package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.function.Function;

/** Parses lines that are a JSON object each. */
final class JsonLines {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Function<String, HistoryFormatException> wrong;

    /** Receives each field of an object, its value being the parser's current token, and consumes that. */
    interface FieldReader {
        void read(String name, JsonParser json) throws IOException;
    }

    /** @param wrong makes an exception of what is wrong with the line */
    JsonLines(Function<String, HistoryFormatException> wrong) {
        this.wrong = wrong;
    }

    void parse(byte[] line, FieldReader fields) throws IOException {
        try (JsonParser json = FACTORY.createParser(line)) {
            JsonToken unused = json.nextToken();
            object(json, fields);
            if (json.nextToken() != null) {
                throw wrong.apply("there is something after the JSON object");
            }
        } catch (JacksonException | CharConversionException e) {
            // The encoding is taken from the first bytes; those of other encodings than UTF-8 have their own exception.
            throw wrong.apply("this is not JSON, or it is truncated");
        }
    }

    /** Reads the object that is the parser's current token. */
    void object(JsonParser json, FieldReader fields) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong.apply("this is not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken unused = json.nextToken();
            fields.read(name, json);
        }
    }
}
