// Reads values, a line each, and answers how Go prints them.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"
)

var words []string
var verb string

func next() string {
	word := words[0]
	words = words[1:]
	return word
}

func data(digits string) []byte {
	bytes, err := hex.DecodeString(digits)
	if err != nil {
		panic(err)
	}
	return bytes
}

func number(digits string) int64 {
	value, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		panic(err)
	}
	return value
}

func value() interface{} {
	word := next()
	rest := word[1:]
	switch word[0] {
	case 'N':
		return nil
	case 'T':
		return true
	case 'F':
		return false
	case 'I':
		// encoding/json makes every number a float.
		if verb == "%v" {
			return float64(number(rest))
		}
		return number(rest)
	case 'S':
		return float64(number(rest)) / 1000
	case 'D':
		return time.UnixMilli(number(rest)).UTC()
	case 'X':
		return string(data(rest))
	case 'B':
		return data(rest)
	case 'L':
		list := []interface{}{}
		for left := number(rest); left > 0; left-- {
			list = append(list, value())
		}
		return list
	}
	next()
	if word[0] == 'O' && verb == "%+v" {
		return object(int(number(rest)))
	}
	fields := map[string]interface{}{}
	for left := number(rest); left > 0; left-- {
		name := string(data(next()))
		fields[name] = value()
	}
	return fields
}

// object is a struct made on the way: its type has the names and the types of what is in it.
func object(count int) interface{} {
	fields, values := []reflect.StructField{}, []reflect.Value{}
	for ; count > 0; count-- {
		name := string(data(next()))
		value := reflect.ValueOf(value())
		fields = append(fields, reflect.StructField{Name: name, Type: value.Type()})
		values = append(values, value)
	}
	made := reflect.New(reflect.StructOf(fields)).Elem()
	for at, value := range values {
		made.Field(at).Set(value)
	}
	return made.Interface()
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		words = strings.Split(in.Text(), " ")
		verb = strings.TrimPrefix(string(data(next())), "Go ")
		printed := fmt.Sprintf(verb, value())
		fmt.Println(hex.EncodeToString([]byte(printed)))
	}
}
