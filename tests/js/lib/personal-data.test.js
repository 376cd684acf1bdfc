import assert from "node:assert/strict";
import { test } from "node:test";
import { personalData } from "../../../static/js/lib/personal-data.js";

const FOUND = {
  phone: [
    "bel me op 0612345678",
    "mijn nummer is 06-12 34 56 78",
    "06-12-34-56-78",
    "+31 6 12345678",
    "0031612345678",
    "(020) 123 45 67",
    "070-1234567",
    "+32 470 12 34 56",
  ],
  iban: [
    "NL91ABNA0417164300",
    "nl91 abna 0417 1643 00 is van mij",
    "storten op BE68 5390 0754 7034",
    "DE89 3704 0044 0532 0130 00.",
  ],
  email: ["mail naar iemand@voorbeeld.nl"],
  address: [
    "ik woon 1234 AB 12",
    "1234AB",
    "het is 1234ab",
    "1234 ab 56",
    "kerkstraat 12",
    "Dorpsweg 3a, Utrecht",
    "op de Lange Voorhoutlaan 7 in Den Haag",
  ],
};

const FINE = [
  "",
  "hoi ik ben bang",
  "op 01-02-2026 12 uur",
  "om 23:14 en 06:30",
  "ik moet 5000 en 3000 betalen",
  "ik moet nog 2500 in 2 weken",
  "het is 2026 en ik ben 17",
  "1500 euro per week",
  "€ 1234 ab",
  "bel 112 of 0800-0432 of 0800 0113",
  "ik ga weg 3 keer per week",
  "ik was onderweg 10 minuten",
  "op het schoolplein 3 jongens",
  "op straat 4 jongens",
  "bij de kerkstraat 3 jongens gezien",
  "NL00ABNA0417164300",
  "ab12 is de bus naar het station morgen",
  "pakje 123456789",
  "hij vroeg 10.000 of 20.000",
  "1 2 3 4 5 6 7 8",
];

for (const [kind, texts] of Object.entries(FOUND)) {
  test(`what looks like ${kind} is asked about before it is sent`, () => {
    for (const text of texts) assert.equal(personalData(text), kind, text);
  });
}

test("ordinary sentences, dates, amounts and help lines are not asked about", () => {
  for (const text of FINE) assert.equal(personalData(text), null, text);
});
